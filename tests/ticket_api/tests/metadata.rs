//! The generated metadata of operations.

use sentinelone_sdk::runtime::{Api, Facts, HasFacts, Repeatable, Uuid};
use ticket_api::{
    AddLabels, BulkClose, CloseFilter, CreateTicket, DeleteTicket, EchoNames, ListTickets,
    PatchTicket, Resolution, TicketChange, Tickets, UploadAttachment,
};

#[test]
fn permissions_are_named_in_order() {
    assert_eq!(ListTickets::FACTS.permissions, ["Tickets.view"]);
    assert_eq!(
        DeleteTicket::FACTS.permissions,
        ["Tickets.delete", "Files.delete"]
    );
    assert_eq!(EchoNames::FACTS, Facts::NONE);
}

#[test]
fn an_operation_can_have_its_own_rate_limit() {
    let limit = |facts: Facts| {
        facts
            .rate_limit
            .map(|limit| (limit.per_second, limit.burst))
    };
    assert_eq!(limit(ListTickets::FACTS), Some((5, 10)));
    assert_eq!(limit(BulkClose::FACTS), Some((1, 1)));
    let of_the_api = Tickets::RATE_LIMIT.map(|limit| (limit.per_second, limit.burst));
    assert_eq!(of_the_api, Some((20, 100)));
}

#[test]
fn refused_responses_guarantee_that_the_server_did_nothing() {
    let refused = |facts: Facts| -> Vec<_> {
        let refused = facts.refused.iter();
        refused
            .map(|refusal| (refusal.status, refusal.header))
            .collect()
    };
    let busy = [(429, None), (503, Some("retry-after"))];
    assert_eq!(refused(ListTickets::FACTS), busy);
    assert_eq!(refused(CreateTicket::FACTS), busy);
    assert_eq!(refused(PatchTicket::FACTS), [(409, None)]);
    assert_eq!(refused(UploadAttachment::FACTS), []);
}

#[test]
fn a_list_can_be_split() {
    let batch = |facts: Facts| facts.batch.map(|batch| (batch.list, batch.max_items));
    assert_eq!(batch(BulkClose::FACTS), Some(("filter.ids", 5000)));
    assert_eq!(batch(AddLabels::FACTS), Some(("json_body", 5)));
    assert_eq!(batch(ListTickets::FACTS), None);
}

#[test]
fn idempotency_depends_on_the_set_inputs() {
    assert_eq!(ListTickets::FACTS.repeatable, Repeatable::Always);
    assert_eq!(UploadAttachment::FACTS.repeatable, Repeatable::Never);

    let creating = CreateTicket::new("x", "y");
    let with_key = creating.clone().idempotency_key(Uuid::nil());
    assert!(!CreateTicket::FACTS.repeatable.holds_for(&creating));
    assert!(CreateTicket::FACTS.repeatable.holds_for(&with_key));

    let patching = |change| PatchTicket::new("7", change);
    let title = patching(TicketChange::new().title("x"));
    let votes = patching(TicketChange::new().title("x").votes(0));
    assert!(PatchTicket::FACTS.repeatable.holds_for(&title));
    assert!(!PatchTicket::FACTS.repeatable.holds_for(&votes));

    let closing = |filter| BulkClose::new(filter, Resolution::Fixed);
    let named = CloseFilter::new().ids(["1"]);
    for (filter, holds) in [
        (named.clone(), true),
        (named.limit(1), false),
        (CloseFilter::new().statuses(["open"]), false),
        (CloseFilter::every_ticket(), false),
    ] {
        assert_eq!(
            BulkClose::FACTS.repeatable.holds_for(&closing(filter)),
            holds
        );
    }
}
