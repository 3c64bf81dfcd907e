//! Independent work on all cores, with a result that does not depend on their number. A few items are
//! work for one core.

use std::cmp::Reverse;
use std::num::NonZero;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread::{self, Builder};

/// Applies `work` to each item, and returns the results in the order of the items. The heaviest items
/// are processed first, so that no thread is left alone with one of them at the end.
pub fn map<T, R, W>(
    items: impl IntoIterator<Item = T>,
    weight: impl Fn(&T) -> W,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R>
where
    T: Send,
    R: Send,
    W: Ord,
{
    let mut queue: Vec<_> = items.into_iter().enumerate().collect();
    queue.sort_by_key(|(_, item)| Reverse(weight(item)));
    let count = queue.len();
    let queue = Mutex::new(queue.into_iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let take = || {
        let mine = std::iter::from_fn(next);
        mine.map(|(at, item)| (at, work(item))).collect::<Vec<_>>()
    };
    let threads = match count / ENOUGH {
        0 => 0,
        shares => CORES.min(shares + 1),
    };
    let mut done = thread::scope(|scope| {
        let spawn = |_| Builder::new().spawn_scoped(scope, take).ok();
        let threads: Vec<_> = (0..threads).filter_map(spawn).collect();
        // The calling thread only waits: its memory is in the pieces that earlier steps left free, which
        // makes the allocator slower there. If the system refuses all threads, it does the work.
        if threads.is_empty() {
            return take();
        }
        let joined = threads.into_iter().flat_map(|thread| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        joined.collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The number of items from which on another thread saves more time than its start takes.
const ENOUGH: usize = 24;

/// The number of cores, which takes the system several reads of files to find out.
static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..1_000).collect();
        let squares = map(&items, |item| **item % 7, |item| item * item);
        assert_eq!(
            squares,
            items.iter().map(|item| item * item).collect::<Vec<_>>()
        );
        assert_eq!(map([2, 3], |_| (), |item| item * 2), [4, 6]);
        assert!(map([], |()| (), |()| 1).is_empty());
    }

    #[test]
    #[should_panic(expected = "the work fails")]
    fn a_panic_is_passed_on() {
        let items: Vec<_> = (0..100).collect();
        map(&items, |_| (), |item| assert!(*item < 99, "the work fails"));
    }
}
