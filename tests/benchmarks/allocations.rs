//! Prints how many allocations a piece of work makes: `allocations NAME`.
//!
//! The counter is the global allocator of this binary only.

use benchmarks::cases::COUNTED;
use std::process::ExitCode;

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some((_, work)) = COUNTED
        .iter()
        .copied()
        .flatten()
        .find(|(counted, _)| *counted == name)
    else {
        eprintln!("error: no counted work is named `{name}`");
        return ExitCode::FAILURE;
    };
    let counter = &|work: &mut dyn FnMut()| allocation_counter::measure(work).count_total;
    match work(counter) {
        Ok(count) => {
            println!("{count}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {name}: {error}");
            ExitCode::FAILURE
        }
    }
}
