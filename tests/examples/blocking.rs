//! The example without async code.

use crate::examples::program::{READY, RESOLVED, UNDECIDED, console, run_against};

#[test]
fn it_lists_the_threats_with_a_status() {
    let ran = run_against(&console(), "blocking", &["unresolved"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ids = ran.printed.lines().map(|line| line.split(' ').next());
    let ids: Vec<_> = ids.flatten().collect();
    assert_eq!(ids, [READY, UNDECIDED, "2"]);
    assert!(!ran.printed.contains(RESOLVED));
    let ran = run_against(&console(), "blocking", &["in_progress"]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
}
