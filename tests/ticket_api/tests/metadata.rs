//! The generated metadata of operations.

use sdk_runtime::api::Api;
use sdk_runtime::request::{Idempotency, Metadata};
use sdk_runtime::response::Operation;
use sdk_runtime::values::Uuid;
use ticket_api::{
    AddLabels, BulkClose, CloseFilter, CreateTicket, DeleteTicket, EchoNames, ListTickets,
    PatchTicket, Resolution, TicketChange, Tickets, UploadAttachment,
};

#[test]
fn permissions_are_named_in_order() {
    assert_eq!(ListTickets::METADATA.permissions, ["Tickets.view"]);
    assert_eq!(
        DeleteTicket::METADATA.permissions,
        ["Tickets.delete", "Files.delete"]
    );
    assert_eq!(PatchTicket::METADATA.permissions, ["Tickets.edit"]);
    assert_eq!(PatchTicket::METADATA.optional_permissions, ["Tickets.vote"]);
    assert_eq!(EchoNames::METADATA, Metadata::NONE);
}

#[test]
fn an_operation_can_have_its_own_rate_limit() {
    let limit = |facts: Metadata| {
        facts
            .rate_limit
            .map(|limit| (limit.per_second, limit.burst))
    };
    assert_eq!(limit(ListTickets::METADATA), Some((5, 10)));
    assert_eq!(limit(BulkClose::METADATA), Some((1, 1)));
    let of_the_api = Tickets::RATE_LIMIT.map(|limit| (limit.per_second, limit.burst));
    assert_eq!(of_the_api, Some((20, 100)));
}

#[test]
fn refused_responses_guarantee_that_the_server_did_nothing() {
    let refused = |facts: Metadata| -> Vec<_> {
        let refused = facts.refused_responses.iter();
        refused
            .map(|refusal| (refusal.status, refusal.header))
            .collect()
    };
    let busy = [(429, None), (503, Some("retry-after"))];
    assert_eq!(refused(ListTickets::METADATA), busy);
    assert_eq!(refused(CreateTicket::METADATA), busy);
    assert_eq!(refused(PatchTicket::METADATA), [(409, None)]);
    assert_eq!(refused(UploadAttachment::METADATA), []);
}

#[test]
fn a_list_can_be_split() {
    let batch = |facts: Metadata| facts.batch.map(|batch| (batch.list, batch.max_items));
    assert_eq!(batch(BulkClose::METADATA), Some(("filter.ids", 5000)));
    assert_eq!(batch(AddLabels::METADATA), Some(("json_body", 5)));
    assert_eq!(batch(ListTickets::METADATA), None);
}

#[test]
fn idempotency_depends_on_the_set_inputs() {
    assert_eq!(ListTickets::METADATA.idempotency, Idempotency::Always);
    assert_eq!(UploadAttachment::METADATA.idempotency, Idempotency::Never);

    let creating = CreateTicket::new("x", "y");
    let with_key = creating.clone().idempotency_key(Uuid::nil());
    assert!(!CreateTicket::METADATA.idempotency.applies_to(&creating));
    assert!(CreateTicket::METADATA.idempotency.applies_to(&with_key));

    let patching = |change| PatchTicket::new("7", change);
    let title = patching(TicketChange::new().title("x"));
    let votes = patching(TicketChange::new().title("x").votes(0));
    assert!(PatchTicket::METADATA.idempotency.applies_to(&title));
    assert!(!PatchTicket::METADATA.idempotency.applies_to(&votes));

    let closing = |filter| BulkClose::new(filter, Resolution::Fixed);
    let named = CloseFilter::new().ids(["1"]);
    for (filter, holds) in [
        (named.clone(), true),
        (named.limit(1), false),
        (CloseFilter::new().statuses(["open"]), false),
        (CloseFilter::every_ticket(), false),
    ] {
        assert_eq!(
            BulkClose::METADATA.idempotency.applies_to(&closing(filter)),
            holds
        );
    }
}
