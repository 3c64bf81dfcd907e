//! What the runtime knows of an operation that gives a list page by page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::query::text_of;
use super::{Answer, Operation, Response, is_blank_text};

/// An operation that gives a list page by page: generated code says how with `paginated!`.
pub trait Paginated: Operation<Response = Response<Self>, Body: Answer> + Clone + 'static {
    /// An item of the list.
    type Item: Send;

    /// The cursor that is set, as text.
    fn cursor(&self) -> Option<String>;

    /// The request for the page after this one, with its cursor as text; none after the last.
    fn after(&self, body: &Self::Body) -> Option<(Self, String)>;

    /// The items of a page.
    fn items(body: Self::Body) -> Option<Vec<Self::Item>>;

    /// How many items there are on all pages, where the server says.
    fn total(body: &Self::Body) -> Option<u64> {
        let _ = body;
        None
    }
}

/// The text of a cursor; none when it is `null` or says nothing.
pub fn cursor_text<T: Serialize>(cursor: &T) -> Option<String> {
    text_of(cursor).ok().filter(|text| !is_blank_text(text))
}

/// The cursor of an answer as the input of a request.
pub fn cursor<T: Clone + Into<U>, U>(cursor: &T) -> U {
    cursor.clone().into()
}

/// A number of items; a negative one says nothing.
pub fn total(total: impl TryInto<u64>) -> Option<u64> {
    total.try_into().ok()
}

/// The items of a list, or the values of a map.
pub trait IntoItems<T> {
    /// The items in order.
    fn into_items(self) -> Vec<T>;
}

impl<T> IntoItems<T> for Vec<T> {
    fn into_items(self) -> Self {
        self
    }
}

impl<T> IntoItems<T> for BTreeMap<String, T> {
    fn into_items(self) -> Vec<T> {
        self.into_values().collect()
    }
}

/// Says how an operation gives its pages. `next`, `items` and `total` go on from the body of an
/// answer, with `?` where a part of it may be missing; `next` ends at a reference, `next_always` at
/// what is always there, `items` and `total` at a value.
#[macro_export]
#[doc(hidden)]
macro_rules! __paginated {
    (
        $name:ident;
        item($item:ty);
        cursor($($cursor:ident).+);
        $kind:ident($($next:tt)+);
        items($($items:tt)+);
        $(total($($total:tt)+);)?
    ) => {
        #[allow(deprecated)]
        impl $crate::runtime::Paginated for $name {
            type Item = $item;

            fn cursor(&self) -> ::core::option::Option<::std::string::String> {
                $crate::runtime::cursor_text(self.$($cursor).+.as_ref()?)
            }

            fn after(
                &self,
                body: &Self::Body,
            ) -> ::core::option::Option<(Self, ::std::string::String)> {
                let next = $crate::__paginated!(@$kind body.$($next)+);
                let text = $crate::runtime::cursor_text(next)?;
                let mut request = ::core::clone::Clone::clone(self);
                request.$($cursor).+ =
                    ::core::option::Option::Some($crate::runtime::cursor(next));
                ::core::option::Option::Some((request, text))
            }

            fn items(
                body: Self::Body,
            ) -> ::core::option::Option<::std::vec::Vec<Self::Item>> {
                ::core::option::Option::Some($crate::runtime::IntoItems::into_items(body.$($items)+))
            }

            $(fn total(body: &Self::Body) -> ::core::option::Option<u64> {
                $crate::runtime::total(body.$($total)+)
            })?
        }
    };
    (@next $($next:tt)+) => { $($next)+ };
    (@next_always $($next:tt)+) => { &$($next)+ };
}
