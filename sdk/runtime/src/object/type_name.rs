//! The names of generated types in messages.

use std::any;

/// Returns the name of a type without its path, for messages. The type has no parameters.
///
/// The compiler knows the name: a constant for each type would be one more item to check.
pub fn type_name<T>() -> &'static str {
    let path = any::type_name::<T>();
    path.rsplit_once("::").map_or(path, |(_, name)| name)
}
