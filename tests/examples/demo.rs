//! Every example has a first success without a tenant, a help text, and no writes in a dry run.

use crate::examples::program::{assert_untouched, console, names, run, run_against, run_with};

/// The examples, the exit code of the demo, and a line that it prints.
const EXAMPLES: [(&str, i32, &str); 7] = [
    ("blocking", 0, "42 threats"),
    ("close_by_filter", 0, "2 threats match"),
    ("close_from_list", 0, "41 done, 1 already set"),
    ("filter_from_file", 0, "2 threats changed"),
    ("opentelemetry", 0, "42 threats"),
    ("partial_failure", 1, "(result: conditions_not_met)"),
    ("verdict_then_status", 0, "2 threats changed"),
];

/// The examples that change threats.
const WRITING: [&str; 5] = [
    "close_by_filter",
    "close_from_list",
    "filter_from_file",
    "partial_failure",
    "verdict_then_status",
];

#[test]
fn every_example_is_listed_here() {
    assert_eq!(names(), EXAMPLES.map(|(name, ..)| name));
}

#[test]
fn every_example_has_a_demo() {
    for (name, code, line) in EXAMPLES {
        for arguments in [&[][..], &["--demo"]] {
            let ran = run(name, arguments);
            assert_eq!(ran.code, Some(code), "{name}: {ran:?}");
            assert!(ran.printed.contains(line), "{name}: {ran:?}");
            let is_explained = ran.complained.contains("this is a demo");
            assert_eq!(is_explained, arguments.is_empty(), "{name}: {ran:?}");
        }
    }
}

/// Without arguments, a program must not reach the console in the environment.
#[test]
fn a_demo_never_reaches_the_console_in_the_environment() {
    let console = console();
    for (name, ..) in EXAMPLES {
        for arguments in [&[][..], &["--demo"]] {
            let server = console.listen().expect("a free port");
            let variables = [
                ("SENTINELONE_URL", server.url()),
                ("SENTINELONE_API_TOKEN", "canary-token"),
            ];
            run_with(name, &variables, arguments);
            assert_untouched(&console);
        }
    }
}

#[test]
fn every_help_text_has_the_exit_codes_and_the_environment() {
    for (name, ..) in EXAMPLES {
        let ran = run(name, &["--help"]);
        assert_eq!(ran.code, Some(0), "{name}");
        for text in [
            "Exit codes:",
            "SENTINELONE_URL",
            "SENTINELONE_API_TOKEN",
            "--demo",
        ] {
            assert!(ran.printed.contains(text), "{name}: {}", ran.printed);
        }
        let is_writing = WRITING.contains(&name);
        assert_eq!(ran.printed.contains("--dry-run"), is_writing, "{name}");
        let longest = ran.printed.lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(110), "{name}: {}", ran.printed);
    }
}

/// The arguments with which each example would change the threats of the console.
fn arguments(name: &str, folder: &std::path::Path) -> Vec<String> {
    let file = |file: &str, text: &str| {
        let path = folder.join(file);
        std::fs::write(&path, text).expect("the folder is writable");
        path.to_str().expect("the path is UTF-8").to_owned()
    };
    let ready = crate::examples::program::READY;
    match name {
        "close_by_filter" => {
            let site = "100000000000000002";
            [site, "--verdict", "suspicious"]
                .map(str::to_owned)
                .to_vec()
        }
        "close_from_list" => vec![file("ids.txt", ready)],
        "filter_from_file" => {
            let text = format!("status = \"resolved\"\nfilter.ids = [\"{ready}\"]\n");
            vec![file("filter.toml", &text)]
        }
        "partial_failure" => vec!["resolved".to_owned(), ready.to_owned()],
        _ => vec!["false_positive".to_owned(), ready.to_owned()],
    }
}

fn files(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder).expect("a folder").count()
}

#[test]
fn a_dry_run_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in WRITING {
        let console = console();
        let arguments = arguments(name, folder.path());
        let mut arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        arguments.push("--dry-run");
        let before = files(folder.path());
        let ran = run_against(&console, name, &arguments);
        assert_eq!(files(folder.path()), before, "{name} wrote a file");
        assert_eq!(ran.code, Some(0), "{name}: {ran:?}");
        assert!(!ran.printed.is_empty(), "{name}");
        assert_untouched(&console);
        // The same command without it changes something.
        arguments.pop();
        let ran = run_against(&console, name, &arguments);
        assert_eq!(ran.code, Some(0), "{name}: {ran:?}");
        assert_ne!(
            console.threats(),
            crate::examples::program::console().threats(),
            "{name}"
        );
    }
}

#[test]
fn without_a_connection_the_variables_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in WRITING {
        let arguments = arguments(name, folder.path());
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        let ran = run(name, &arguments);
        assert_eq!(ran.code, Some(2), "{name}: {ran:?}");
        for variable in ["SENTINELONE_URL", "SENTINELONE_API_TOKEN"] {
            assert!(ran.complained.contains(variable), "{name}: {ran:?}");
        }
    }
}
