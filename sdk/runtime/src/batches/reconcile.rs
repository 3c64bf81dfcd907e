//! Ids whose items may have been updated, compared with the items on the server.

use crate::api::Api;
use crate::batches::report::{BatchReport, Reason};
use crate::batches::state::State;
use crate::client::Client;
use crate::error::Error;
use crate::pagination::Paginated;
use crate::values::id::Id;

/// The number of ids in one request: as many as fit into a URL that every proxy accepts.
const IDS: usize = 100;

/// The reason of an id whose item was read back without the requested values.
const NOT_SET: &str = "the item did not have the requested values when it was read back";

impl<A: Api> Client<A> {
    /// Reads the items back whose state is [`Unknown`](crate::batches::ItemState::Unknown), and
    /// settles the states of their ids.
    ///
    /// `list` returns the request that lists the items with these ids, at most 100, and with no other
    /// condition: an item that was updated may not match the filter of the job any more. `judge`
    /// returns the id of an item, and whether the item has the requested values. An id whose item
    /// has them becomes [`AlreadySet`](crate::batches::ItemState::AlreadySet), perhaps by this job,
    /// because the item does not tell who set them; that of any other item becomes
    /// [`NotTried`](crate::batches::ItemState::NotTried). An id whose item is not listed stays as it
    /// is.
    ///
    /// The server may still carry out a request whose response was lost: wait a moment first. After
    /// an error, the states that were read are settled already.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Self::send), and of the pages of a listing.
    pub async fn reconcile<L: Paginated<Api = A>>(
        &self,
        report: &mut BatchReport,
        list: impl Fn(Vec<Id>) -> L,
        judge: impl for<'a> Fn(&'a L::Item) -> Option<(&'a Id, bool)>,
    ) -> Result<(), Error> {
        let unknown = report.unknown_positions();
        for positions in unknown.chunks(IDS) {
            let ids = positions.iter().filter_map(|at| report.id(*at));
            let mut items = self.items(list(ids.cloned().collect()));
            while let Some(item) = items.next().await {
                let item = item?;
                let Some((id, is_set)) = judge(&item) else {
                    continue;
                };
                let mut positions = positions.iter();
                if let Some(at) = positions.find(|at| report.id(**at) == Some(id)) {
                    let state = if is_set {
                        State::AlreadySet {
                            perhaps_by_this_job: true,
                        }
                    } else {
                        State::NotTried(report.reason(Reason::new(NOT_SET)))
                    };
                    report.set(*at, state);
                }
            }
        }
        Ok(())
    }
}
