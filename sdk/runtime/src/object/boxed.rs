//! The fields of a large object.

use std::borrow::BorrowMut;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};

/// Fields in a box, whose type is known to its methods alone: the code that drops a hundred fields is
/// 12 kB, which the compiler would copy into each unit of a program that might drop the object.
pub struct Boxed<T>(Box<dyn BorrowMut<T> + Send + Sync>);

impl<T: Send + Sync + 'static> Boxed<T> {
    /// Moves the fields into a box.
    #[inline(never)]
    pub fn new(fields: T) -> Self {
        Self(Box::new(fields))
    }
}

impl<T: UnwindSafe> UnwindSafe for Boxed<T> {}
impl<T: RefUnwindSafe> RefUnwindSafe for Boxed<T> {}

impl<T> Deref for Boxed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        (*self.0).borrow()
    }
}

impl<T> DerefMut for Boxed<T> {
    fn deref_mut(&mut self) -> &mut T {
        (*self.0).borrow_mut()
    }
}

impl<T: Clone + Send + Sync + 'static> Clone for Boxed<T> {
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(Box::new(T::clone(self)))
    }
}

impl<T: Default + Send + Sync + 'static> Default for Boxed<T> {
    /// Creates the fields in their box: moving a hundred of them takes longer.
    #[inline(never)]
    fn default() -> Self {
        Self(Box::<T>::default())
    }
}

impl<T: PartialEq> PartialEq for Boxed<T> {
    fn eq(&self, other: &Self) -> bool {
        T::eq(self, other)
    }
}

impl<T: fmt::Debug> fmt::Debug for Boxed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Boxed;

    #[test]
    fn a_clone_has_its_own_fields() {
        let fields = Boxed::new(vec![1]);
        let mut copy = fields.clone();
        assert_eq!(copy, fields);
        copy.push(2);
        assert_eq!((&fields[..], &copy[..]), (&[1][..], &[1, 2][..]));
        assert_eq!(Boxed::<Vec<i32>>::default(), Boxed::new(Vec::new()));
        assert_eq!(format!("{copy:?}"), "[1, 2]");
    }
}
