//! `cargo xtask diff`: the page as HTML, the draft of the changelog, and the size of a page.

use crate::diff::Repository;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Adds many filters at the end of the threat filter.
fn add_filters(repository: &Repository, count: usize) {
    let path = "spec/types/threat_filter.yaml";
    let text = std::fs::read_to_string(repository.path().join(path)).expect("read");
    let field = |number| {
        format!(
            "  - name: extraFlag{number}\n    type: boolean\n    description: <b>Filter</b> {number}.\n"
        )
    };
    let fields: Vec<_> = (0..count).map(field).collect();
    repository.write(path, &format!("{text}{}", fields.concat()));
}

#[test]
fn the_page_is_one_file_that_a_browser_shows() {
    let repository = Repository::new();
    repository.edit(
        "spec/types/threat_filter.yaml",
        "max_items: 5000",
        "max_items: 300",
    );
    add_filters(&repository, 2);
    let outcome = repository.diff(&["--html", "page.html"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    let page = repository.path().join("page.html");
    let text = std::fs::read_to_string(&page).expect("read");
    for absent in ["http:", "https:", "src=", "<script", "@import", "<b>Filter"] {
        assert!(!text.contains(absent), "{absent:?} in {text}");
    }
    for part in [
        "<section class=\"breaking\">",
        "<td class=\"old\"><pre>{&quot;ids&quot;: &lt;list of id&gt;}, maximum number of items: 5000</pre></td>",
        "<details>",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no chromium to show the page in");
        return;
    };
    let shown = dom(&browser, &page);
    let count = |part: &str| (text.matches(part).count(), shown.matches(part).count());
    for part in [
        "<section",
        "<table>",
        "<details>",
        "<pre>",
        "<h3>",
        "<dt>",
        "</dl>",
    ] {
        let (written, seen) = count(part);
        assert_eq!(written, seen, "{part} in\n{shown}");
    }
    // Nothing is wider than a narrow window; the page itself has no script.
    let measured = repository.path().join("measured.html");
    let script = "<script>document.title = document.documentElement.scrollWidth <= innerWidth ? 'fits' : 'is too wide'</script>";
    let text = text.replace("</body>", &format!("{script}</body>"));
    std::fs::write(&measured, text).expect("written");
    let shown = dom(&browser, &measured);
    assert!(shown.contains("<title>fits</title>"), "{shown}");
}

/// Returns the page as a browser with a narrow window has it.
fn dom(browser: &Path, page: &Path) -> String {
    let profile = tempfile::tempdir().expect("a temporary folder");
    let shown = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--timeout=20000",
            "--window-size=500,900",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser starts");
    String::from_utf8_lossy(&shown.stdout).into_owned()
}

/// Finds a browser on the path.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let names = [
        "chromium",
        "chromium-headless-shell",
        "chromium-browser",
        "google-chrome",
    ];
    let files = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| is_file(file))
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|data| data.is_file())
}

#[test]
fn the_changelog_is_drafted() {
    let repository = Repository::new();
    repository.edit(
        "spec/types/threat_filter.yaml",
        "max_items: 5000",
        "max_items: 300",
    );
    add_filters(&repository, 1);
    repository.edit(
        "spec/types/incident_status.yaml",
        "Somebody is working",
        "Someone is working",
    );
    let outcome = repository.diff(&["--changelog"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    for part in [
        "### Added\n\n- Field `extraFlag0` of `ThreatFilter` added.",
        "### Changed\n\n- **Breaking:** Maximum number of items of `ids`",
    ] {
        assert!(outcome.out.contains(part), "{part:?} in\n{}", outcome.out);
    }
    assert!(!outcome.out.contains("description"), "{}", outcome.out);
    assert!(
        outcome.out.lines().all(|line| line.chars().count() <= 120),
        "{}",
        outcome.out
    );
}

#[test]
fn a_long_page_stays_below_the_limit_and_tells_what_is_left_out() {
    let repository = Repository::new();
    repository.edit(
        "spec/types/threat_filter.yaml",
        "max_items: 5000",
        "max_items: 300",
    );
    add_filters(&repository, 2500);
    let outcome = repository.diff(&["--format", "markdown"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert!(outcome.out.len() < 1024 * 1024, "{}", outcome.out.len());
    for part in [
        "changes left out to stay below the size limit",
        "`5000` to `300`",
        "## Version",
    ] {
        assert!(outcome.out.contains(part), "{part:?}");
    }
}
