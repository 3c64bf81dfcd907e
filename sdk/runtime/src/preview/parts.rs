//! The previews of a request whose ids do not fit into one URL.

use crate::error::preview::{PreviewError, PreviewProblem};
use crate::pagination::Paginated;
use crate::preview::previewed::Previewed;
use crate::response::operation::{Count, Counter, Operation};

/// The longest path with a query that a preview sends: HTTP recommends that every server and proxy accept
/// URLs of this many bytes, and many accept no longer ones.
const LONGEST: usize = 8_000;

/// Returns the requests for a preview: one, or several for disjoint parts of the ids.
///
/// # Errors
///
/// Returns an error if the URL is too long, and the ids cannot be split.
pub(super) fn listings<O: Previewed>(
    request: &O,
    listing: fn(&O) -> O::Listing,
) -> Result<Vec<O::Listing>, PreviewError> {
    let mut listings = Vec::new();
    add(request, listing, &mut listings)?;
    Ok(listings)
}

fn add<O: Previewed>(
    request: &O,
    listing: fn(&O) -> O::Listing,
    listings: &mut Vec<O::Listing>,
) -> Result<(), PreviewError> {
    let whole = listing(request);
    let bytes = length(&whole);
    if bytes <= LONGEST {
        listings.push(whole);
        return Ok(());
    }
    let Some([first, second]) = request.halves() else {
        let problem = PreviewProblem::TooLong {
            listing: <O::Listing as Operation>::NAME,
            bytes,
            at_most: LONGEST,
        };
        return Err(PreviewError::new(O::NAME, problem));
    };
    add(&first, listing, listings)?;
    add(&second, listing, listings)
}

/// Returns the length of path and query; 0 for an invalid request, which is rejected when it is sent.
fn length(listing: &impl Operation) -> usize {
    let prepared = listing.prepare().ok();
    prepared.map_or(0, |prepared| {
        prepared.path().len() + prepared.query().map_or(0, |query| query.len() + 1)
    })
}

/// Counts the items of a request by its preview. Generated code calls it.
pub fn count_items<O: Previewed>(request: &O, counter: impl Counter) -> Option<Count> {
    Some(match listings(request, O::count_request) {
        Ok(listings) => counter.count(listings, O::Listing::TOTAL),
        Err(error) => Box::pin(std::future::ready(Err(error.into()))),
    })
}
