//! The path of the value that could not be read.
//!
//! An error passes the members and items around its value on its way out. They note the path while somebody
//! looks for it, so that no type is compiled a second time for the path. It ends at hand-written types that
//! do not read themselves with this crate.

use std::cell::RefCell;
use std::fmt;

thread_local! {
    /// The steps of the path so far, from the inside out; `None` while nobody looks for it.
    static STEPS: RefCell<Option<Vec<Step>>> = const { RefCell::new(None) };
}

#[derive(Debug, PartialEq)]
enum Step {
    Member(String),
    Item(usize),
}

/// The path of a value inside JSON, as `items[2].name`; empty for the whole.
#[derive(Debug, Default)]
pub(crate) struct ErrorPath(Vec<Step>);

impl ErrorPath {
    /// Returns `true` if the value is the whole.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes that the error is at this path inside the value that is being read.
    pub(super) fn note(self) {
        self.0.into_iter().for_each(note);
    }
}

impl fmt::Display for ErrorPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().rev().enumerate() {
            match step {
                Step::Member(name) if index == 0 => f.write_str(name)?,
                Step::Member(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Reads a value, and returns the path of the error with it.
pub(crate) fn find<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<T, (E, ErrorPath)> {
    let around = Around(exchanged(Some(Vec::new())));
    let result = read();
    let steps = exchanged(None).unwrap_or_default();
    drop(around);
    result.map_err(|error| (error, ErrorPath(steps)))
}

/// The path that was looked for before, which is looked for again afterwards, even after a panic.
struct Around(Option<Vec<Step>>);

impl Drop for Around {
    fn drop(&mut self) {
        exchanged(self.0.take());
    }
}

/// Sets the steps and returns the former ones. A thread that is ending has none.
fn exchanged(steps: Option<Vec<Step>>) -> Option<Vec<Step>> {
    let former = STEPS.try_with(|cell| cell.replace(steps));
    former.unwrap_or_default()
}

/// Returns `true` if somebody looks for the path.
pub(super) fn is_wanted() -> bool {
    let is_wanted = STEPS.try_with(|steps| steps.borrow().is_some());
    is_wanted.unwrap_or_default()
}

/// Notes that the error is inside the member of this name.
#[cold]
pub(super) fn note_member(name: &str) {
    if is_wanted() {
        note(Step::Member(name.to_owned()));
    }
}

/// Notes that the error is inside the item with this index.
#[cold]
pub(super) fn note_item(index: usize) {
    note(Step::Item(index));
}

fn note(step: Step) {
    // A thread that is ending notes nothing.
    let _ = STEPS.try_with(|steps| {
        if let Some(steps) = steps.borrow_mut().as_mut() {
            steps.push(step);
        }
    });
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::{find, is_wanted, note_item, note_member};

    fn path(read: impl FnOnce() -> Result<(), ()>) -> String {
        let ((), path) = find(read).unwrap_err();
        path.to_string()
    }

    #[test]
    fn a_path_is_written_from_the_outside_in() {
        let noted = || {
            note_member("name");
            note_item(2);
            note_item(0);
            note_member("a b");
            note_member("data");
            Err(())
        };
        assert_eq!(path(noted), "data.a b[0][2].name");
        assert_eq!(path(|| Err(())), "");
    }

    #[test]
    fn a_search_inside_another_keeps_the_path_of_the_other() {
        let nested = || {
            note_item(1);
            let inside = find(|| {
                note_member("b");
                Err::<(), _>(())
            });
            let ((), inside) = inside.unwrap_err();
            assert_eq!(inside.to_string(), "b");
            note_member("a");
            Err(())
        };
        assert_eq!(path(nested), "a[1]");
        assert!(!is_wanted());
    }

    #[test]
    fn nothing_is_kept_without_a_search_and_after_a_panic() {
        note_member("a");
        catch_unwind(|| find(|| -> Result<(), ()> { panic!("a type of the user") })).unwrap_err();
        assert!(!is_wanted());
        assert_eq!(path(|| Err(())), "");
    }
}
