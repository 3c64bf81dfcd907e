//! The messages of all panics in this process, on any thread. They are printed as usual, too.

use std::panic;
use std::sync::{LazyLock, Mutex, PoisonError};

static MESSAGES: LazyLock<Mutex<Vec<String>>> = LazyLock::new(|| {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let messages = MESSAGES.lock();
        let mut messages = messages.unwrap_or_else(PoisonError::into_inner);
        messages.push(panic.to_string());
        drop(messages);
        usual(panic);
    }));
    Mutex::default()
});

/// Returns the messages since the first call.
pub fn messages() -> Vec<String> {
    let messages = MESSAGES.lock();
    messages.unwrap_or_else(PoisonError::into_inner).clone()
}
