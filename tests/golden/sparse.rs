//! The requests of large objects, whose fields are reached by the names of their rows.

use goldens::sparse_inputs::{FeedNamed, FeedSelected, ListPets, ListPetsBody, PetFilter};
use goldens::sparse_values::Pet;
use sdk_runtime::{Batched, Operation, Paginated};

fn body(request: &impl Operation) -> String {
    let prepared = request.prepare().expect("the request is valid");
    String::from_utf8_lossy(prepared.body()).into_owned()
}

#[test]
fn the_list_of_a_batch_is_replaced_in_its_row() {
    let request = FeedNamed::new("hay").step3(true).ids(["1"]);
    let other = request.with_ids(vec!["7".into(), "8".into()]);
    assert_eq!(other, FeedNamed::new("hay").ids(["7", "8"]).step3(true));
    assert_eq!(
        FeedNamed::new("hay").with_ids(vec!["7".into()]),
        FeedNamed::new("hay").ids(["7"])
    );
}

#[test]
fn the_list_of_a_batch_is_replaced_in_an_object_in_a_flattened_one() {
    let request = FeedSelected::new("hay").step1(false);
    assert_eq!(request.with_ids(vec!["7".into()]), request);
    let request = request.filter(PetFilter::new().r#type(["1"]));
    let other = request.with_ids(vec!["7".into()]).with_extra("data.new", 1);
    let json = r#"{"data":{"step1":false,"filter":{"type":["7"]},"new":1},"meal":"hay"}"#;
    assert_eq!(body(&other), json);
}

#[test]
fn the_next_page_is_set_in_its_row() {
    let request = ListPets::new().limit(1).step10(true);
    let page = |pets: &str| {
        serde_json::from_str::<ListPetsBody>(pets).expect("the response has a documented form")
    };
    let next = request
        .next(&page(r#"{"pets": ["Rex"]}"#))
        .expect("a next page");
    assert_eq!(next, request.clone().offset(1));
    assert_eq!(Paginated::cursor(&next).as_deref(), Some("1"));
    assert!(next.next(&page(r#"{"pets": []}"#)).is_none());
}

#[test]
fn required_and_optional_fields_keep_the_order_of_the_documentation() {
    let parent = Pet::new("Tom", "1").rival_null();
    let pet = Pet::new("Rex", "2")
        .parent(parent)
        .additional([("x", "y")])
        .note("n")
        .flag(goldens::sparse_values::Bool::Yes)
        .is_tame(true);
    let shown = r#"Pet { name: "Rex", note: Value("n"), flag: Yes, isTame: true, owner: "2", parent: Pet { name: "Tom", owner: "1", rival: Null, shop: "main" }, shop: "main", x: "y" }"#;
    assert_eq!(format!("{pet:?}"), shown);
}
