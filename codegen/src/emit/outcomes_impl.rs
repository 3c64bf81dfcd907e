//! `impl ReportsOutcomes`, and the methods of a request that judge its response.

use super::docs::Docs;
use super::idents::{field_ident, ident};
use super::pagination_impl::{Access, expect, path};
use crate::model::{Operation, OutcomePart, Outcomes, Step};
use proc_macro2::TokenStream;
use quote::quote;

/// The methods of the request.
pub(super) fn methods(operation: &Operation, outcomes: &Outcomes) -> TokenStream {
    let (name, value) = (
        ident(operation.name.as_str()),
        ident(outcomes.value.as_str()),
    );
    let (noun, plural) = (outcomes.noun.as_str(), outcomes.plural.as_str());
    let docs = |text: String| Docs::default().prose(&text);
    let all = docs(format!(
        "Compares the response with this request: one outcome for each {noun}, and a conclusion."
    ))
    .tokens();
    let all_updated = docs(format!(
        "Returns `true` if the response proves that the {plural} were updated as requested, or counts them without listing each. The conclusion of the outcomes tells the two apart."
    ))
    .tokens();
    let require_docs = docs(format!(
        "Requires that the {plural} were updated as requested. If the request does not list their ids, a number without an outcome for each {noun} is enough; `require_itemized` does not accept it."
    ));
    let require_docs = section(require_docs, noun);
    let itemized_docs = docs(format!(
        "Requires that the {plural} were updated as requested, and that the outcome for each {noun} is known."
    ));
    let itemized_docs = section(itemized_docs, noun);
    quote! {
        impl #name {
            #all
            #[must_use]
            pub fn outcomes(&self, response: &runtime::Response<Self>) -> runtime::Outcomes<#value> {
                runtime::Outcomes::of(self, response)
            }

            #all_updated
            #[must_use]
            pub fn all_updated(&self, response: &runtime::Response<Self>) -> bool {
                self.outcomes(response).all_updated()
            }

            #require_docs
            pub fn require_all_updated(
                &self,
                response: &runtime::Response<Self>,
            ) -> Result<runtime::Outcomes<#value>, runtime::PartialFailureError<#value>> {
                self.outcomes(response).require_all_updated()
            }

            #itemized_docs
            pub fn require_itemized(
                &self,
                response: &runtime::Response<Self>,
            ) -> Result<runtime::Outcomes<#value>, runtime::PartialFailureError<#value>> {
                self.outcomes(response).require_itemized()
            }
        }
    }
}

/// Adds the section about errors.
fn section(docs: Docs, noun: &str) -> TokenStream {
    let text = format!(
        "Returns an error if a {noun} was not updated or is not accounted for, if none matched, or if the server reports errors."
    );
    docs.markdown("# Errors").prose(&text).tokens()
}

/// The implementation: the facts, and the accessors of the response.
pub(super) fn implementation(operation: &Operation, outcomes: &Outcomes) -> TokenStream {
    let (name, value, entry) = (
        ident(operation.name.as_str()),
        ident(outcomes.value.as_str()),
        ident(outcomes.entry.as_str()),
    );
    let (noun, plural) = (outcomes.noun.as_str(), outcomes.plural.as_str());
    let ids = outcomes.ids.as_deref().unwrap_or_default();
    let limited_by = &outcomes.limited_by;
    let parts = outcomes.parts.iter().map(part);
    let affected = path(&outcomes.affected, Access::Copy);
    let affected_expect = expect(&outcomes.affected);
    let entries = path(&outcomes.details, Access::Borrow);
    let entries_expect = expect(&outcomes.details);
    let id = member(&outcomes.id);
    let id_expect = expect(std::slice::from_ref(&outcomes.id));
    let values = outcomes.parts.iter().map(|part| member(&part.member));
    let members: Vec<_> = outcomes
        .parts
        .iter()
        .map(|part| part.member.clone())
        .collect();
    let parts_expect = expect(&members);
    let errors = outcomes.errors.as_ref().map(|errors| {
        let (expect, errors) = (expect(errors), path(errors, Access::Borrow));
        quote! {
            #expect
            fn errors(body: &Self::Body) -> Option<&[runtime::ErrorDetail]> {
                Some(body.#errors.as_slice())
            }
        }
    });
    quote! {
        impl runtime::ReportsOutcomes for #name {
            type Value = #value;
            type Entry = #entry;
            const OUTCOMES: runtime::OutcomeFacts = runtime::OutcomeFacts {
                noun: #noun,
                plural: #plural,
                ids: #ids,
                limited_by: &[#(#limited_by),*],
                parts: &[#(#parts),*],
            };

            #affected_expect
            fn affected(body: &Self::Body) -> Option<u64> {
                runtime::total(body.#affected)
            }

            #entries_expect
            fn entries(body: &Self::Body) -> Option<&[Self::Entry]> {
                Some(body.#entries.as_slice())
            }

            #id_expect
            fn entry_id(entry: &Self::Entry) -> Option<&runtime::Id> {
                #id
            }

            #parts_expect
            fn entry_parts(entry: &Self::Entry) -> Vec<Option<&Self::Value>> {
                Vec::from([#(#values),*])
            }

            #errors
        }
    }
}

fn part(part: &OutcomePart) -> TokenStream {
    let (name, requested_by) = (part.wire.as_str(), part.requested_by.as_str());
    quote!(runtime::OutcomePart { name: #name, requested_by: #requested_by })
}

/// A member of an entry, as an `Option` of a reference.
fn member(step: &Step) -> TokenStream {
    let field = field_ident(&step.field);
    match (step.is_optional, step.is_nullable) {
        (false, false) => quote!(Some(&entry.#field)),
        (true, false) => quote!(entry.#field.as_ref()),
        (false, true) => quote!(entry.#field.value()),
        (true, true) => quote!(entry.#field.as_ref().and_then(runtime::Nullable::value)),
    }
}
