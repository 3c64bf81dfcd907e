//! Pages that are selected by an offset or by their number.

use crate::values::nullable::Nullable;

/// An input that selects a page: an integer.
pub trait PageNumber: Clone {
    /// Returns the number; `None` for `null`.
    fn number(&self) -> Option<i128>;

    /// Converts a number; `None` if it is out of range.
    fn of(number: i128) -> Option<Self>;
}

/// Implements [`PageNumber`] for integers.
macro_rules! integers {
    ($($type:ty),*) => {$(
        impl PageNumber for $type {
            fn number(&self) -> Option<i128> {
                Some(i128::from(*self))
            }

            fn of(number: i128) -> Option<Self> {
                number.try_into().ok()
            }
        }
    )*};
}

integers!(i32, i64, u16, u32, u64);

impl<T: PageNumber> PageNumber for Nullable<T> {
    fn number(&self) -> Option<i128> {
        self.value()?.number()
    }

    fn of(number: i128) -> Option<Self> {
        T::of(number).map(Self::Value)
    }
}

/// A page that was received, and the facts that decide whether another one follows.
///
/// A page without items is always the last one. Otherwise the number of pages or of all items
/// decides, if the server reports it, and then the limit: a page with fewer items is the last one.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct NumberedPage {
    received: i128,
    limit: Option<i128>,
    total: Option<i128>,
    total_pages: Option<i128>,
}

impl NumberedPage {
    /// Creates a page with these items.
    pub fn new<T>(items: &[T]) -> Self {
        Self {
            received: i128::try_from(items.len()).unwrap_or(i128::MAX),
            limit: None,
            total: None,
            total_pages: None,
        }
    }

    /// Sets the number of items that were requested.
    pub fn limit<N: PageNumber>(self, limit: Option<&N>) -> Self {
        let limit = limit.and_then(PageNumber::number);
        Self { limit, ..self }
    }

    /// Sets the number of items on all pages.
    pub fn total(self, total: Option<u64>) -> Self {
        let total = total.map(i128::from);
        Self { total, ..self }
    }

    /// Sets the number of pages.
    pub fn total_pages(self, total_pages: Option<u64>) -> Self {
        let total_pages = total_pages.map(i128::from);
        Self {
            total_pages,
            ..self
        }
    }

    /// Returns the offset of the next page; `None` after the last one.
    ///
    /// An offset that does not fit into its type stays as it is, which pagination reports as
    /// repeated: an end would hide the remaining items.
    pub fn next_offset<N: PageNumber>(&self, offset: Option<&N>) -> Option<N> {
        let current = offset.and_then(PageNumber::number).unwrap_or(0);
        let next = current.saturating_add(self.received);
        let is_last = match self.total {
            Some(total) => next >= total,
            None => self.is_short(),
        };
        self.following(next, current, is_last)
    }

    /// Returns the number of the next page; `None` after the last one. `first` is the number of the
    /// first page.
    pub fn next_number<N: PageNumber>(&self, page: Option<&N>, first: u32) -> Option<N> {
        let first = i128::from(first);
        let current = page.and_then(PageNumber::number).unwrap_or(first);
        let before = current.saturating_sub(first);
        let is_last = match (self.total_pages, self.total, self.limit) {
            (Some(total_pages), _, _) => before.saturating_add(1) >= total_pages,
            // A greater sum shows that the server sends fewer items than the limit: there may be more.
            (None, Some(total), Some(limit)) => {
                before.saturating_mul(limit).saturating_add(self.received) == total
            }
            (None, _, _) => self.is_short(),
        };
        self.following(current.saturating_add(1), current, is_last)
    }

    fn following<N: PageNumber>(&self, next: i128, current: i128, is_last: bool) -> Option<N> {
        if is_last || self.received == 0 {
            return None;
        }
        N::of(next).or_else(|| N::of(current))
    }

    fn is_short(&self) -> bool {
        self.limit.is_some_and(|limit| self.received < limit)
    }
}

#[cfg(test)]
mod tests {
    use super::NumberedPage;
    use crate::values::nullable::Nullable;

    fn page(items: usize) -> NumberedPage {
        NumberedPage::new(&vec![(); items])
    }

    #[test]
    fn the_next_offset_is_behind_the_items() {
        assert_eq!(page(3).next_offset(None), Some(3_u32));
        assert_eq!(page(3).next_offset(Some(&7_i64)), Some(10));
        assert_eq!(page(0).next_offset(Some(&7_i64)), None);
        assert_eq!(page(0).total(Some(9)).next_offset(Some(&7_i64)), None);
        let nullable = page(3).next_offset(Some(&Nullable::<u16>::Null));
        assert_eq!(nullable, Some(Nullable::Value(3)));
    }

    #[test]
    fn a_short_page_is_the_last_one_unless_there_is_a_total() {
        let short = page(3).limit(Some(&4_u64));
        assert_eq!(short.next_offset::<u32>(None), None);
        assert_eq!(short.next_number::<u32>(None, 1), None);
        assert_eq!(short.total(Some(4)).next_offset(None), Some(3_u32));
        assert_eq!(short.total(Some(3)).next_offset::<u32>(None), None);
        assert_eq!(short.total_pages(Some(2)).next_number(None, 1), Some(2_u32));
        assert_eq!(page(4).limit(Some(&4_u64)).next_offset(None), Some(4_u32));
        assert_eq!(page(3).limit::<u32>(None).next_offset(None), Some(3_u32));
    }

    #[test]
    fn pages_are_counted_from_the_first() {
        let full = page(2).limit(Some(&2));
        assert_eq!(full.next_number(None, 0), Some(1_i32));
        assert_eq!(full.next_number(None, 1), Some(2_i32));
        assert_eq!(full.next_number(Some(&5), 1), Some(6_i32));
        for (first, last) in [(0, 2), (1, 3)] {
            let total = full.total(Some(6));
            assert_eq!(total.next_number(Some(&(last - 1)), first), Some(last));
            assert_eq!(total.next_number(Some(&last), first), None);
            let pages = full.total_pages(Some(3));
            assert_eq!(pages.next_number(Some(&(last - 1)), first), Some(last));
            assert_eq!(pages.next_number(Some(&last), first), None);
        }
        // The server caps the page size at 2: each page but the last is followed by another.
        let capped = page(2).limit(Some(&5)).total(Some(6));
        assert_eq!(capped.next_number(None, 1), Some(2_u32));
        assert_eq!(capped.next_number(Some(&2), 1), Some(3_u32));
        assert_eq!(
            page(0)
                .limit(Some(&5))
                .total(Some(6))
                .next_number(Some(&4), 1),
            None::<u32>
        );
        // Without a limit the number of earlier items is unknown.
        assert_eq!(page(2).total(Some(2)).next_number(None, 1), Some(2_u32));
    }

    #[test]
    fn a_number_that_does_not_fit_stays() {
        assert_eq!(page(2).next_offset(Some(&u16::MAX)), Some(u16::MAX));
        assert_eq!(page(2).next_number(Some(&i32::MAX), 1), Some(i32::MAX));
    }
}
