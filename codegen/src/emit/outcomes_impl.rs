//! `impl ReportsOutcomes`, and the methods of a request that judge its response.

use super::docs::Docs;
use super::idents::{field_ident, ident};
use super::pagination_impl::{Access, expect, path};
use super::tokens::{TokenStream, quote};
use crate::model::{Operation, OutcomeEntries, OutcomePart, Outcomes, Step};

/// The methods of the request.
pub(super) fn methods(operation: &Operation, outcomes: &Outcomes) -> TokenStream {
    let (name, value) = (ident(operation.name.as_str()), value(outcomes));
    let (noun, plural) = (outcomes.noun.as_str(), outcomes.plural.as_str());
    let has_entries = outcomes.entries.is_some();
    let [all, all_updated, require] = if has_entries {
        of_entries(noun, plural)
    } else {
        of_number(noun, plural)
    };
    let docs = |text: String| Docs::default().prose(&text);
    let (all, all_updated) = (docs(all).tokens(), docs(all_updated).tokens());
    let require = section(docs(require), noun);
    let itemized = has_entries.then(|| require_itemized(noun, plural, &value));
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

            #require
            pub fn require_all_updated(
                &self,
                response: &runtime::Response<Self>,
            ) -> Result<runtime::Outcomes<#value>, runtime::PartialFailureError<#value>> {
                self.outcomes(response).require_all_updated()
            }

            #itemized
        }
    }
}

/// The enum of the outcomes, or the type that stands for it if the response has no entries.
fn value(outcomes: &Outcomes) -> TokenStream {
    let Some(entries) = &outcomes.entries else {
        return quote!(runtime::NoEntry);
    };
    let value = ident(entries.value.as_str());
    quote!(#value)
}

/// The descriptions of the methods for a response with entries.
fn of_entries(noun: &str, plural: &str) -> [String; 3] {
    [
        format!(
            "Compares the response with this request: one outcome for each {noun}, and a conclusion."
        ),
        format!(
            "Returns `true` if the response proves that the {plural} were updated as requested, or counts them without listing each. The conclusion of the outcomes tells the two apart."
        ),
        format!(
            "Requires that the {plural} were updated as requested. If the request does not list their ids, a number without an outcome for each {noun} is enough; `require_itemized` does not accept it."
        ),
    ]
}

/// The descriptions of the methods for a response with the number of items alone.
fn of_number(noun: &str, plural: &str) -> [String; 3] {
    [
        format!(
            "Compares the number of affected {plural} in the response with this request. Only an equal number accounts for each {noun}, because the response does not list them."
        ),
        format!(
            "Returns `true` if the server counts each requested {noun} as affected, or at least one if the request does not list their ids. The conclusion of the outcomes tells the two apart."
        ),
        format!(
            "Requires that the server counts each requested {noun} as affected. If the request does not list their ids, any number but zero is enough."
        ),
    ]
}

/// The method that does not accept a number without outcomes.
fn require_itemized(noun: &str, plural: &str, value: &TokenStream) -> TokenStream {
    let docs = Docs::default().prose(&format!(
        "Requires that the {plural} were updated as requested, and that the outcome for each {noun} is known."
    ));
    let docs = section(docs, noun);
    quote! {
        #docs
        pub fn require_itemized(
            &self,
            response: &runtime::Response<Self>,
        ) -> Result<runtime::Outcomes<#value>, runtime::PartialFailureError<#value>> {
            self.outcomes(response).require_itemized()
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
    let (name, value) = (ident(operation.name.as_str()), value(outcomes));
    let (noun, plural) = (outcomes.noun.as_str(), outcomes.plural.as_str());
    let ids = outcomes.ids.as_deref().unwrap_or_default();
    let limited_by = &outcomes.limited_by;
    let entries = outcomes.entries.as_ref();
    let entry = entries.map_or_else(
        || value.clone(),
        |entries| {
            let entry = ident(entries.entry.as_str());
            quote!(#entry)
        },
    );
    let parts = entries.into_iter().flat_map(|entries| &entries.parts);
    let parts = parts.map(part);
    let affected = path(&outcomes.affected, Access::Copy);
    let affected_expect = expect(&outcomes.affected);
    let accessors = entries.map(accessors);
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

            #accessors
            #errors
        }
    }
}

/// The accessors of the entries.
fn accessors(entries: &OutcomeEntries) -> TokenStream {
    let list = path(&entries.details, Access::Borrow);
    let list_expect = expect(&entries.details);
    let id = member(&entries.id);
    let id_expect = expect(std::slice::from_ref(&entries.id));
    let parts = entries.parts.iter();
    let members: Vec<_> = parts.map(|part| part.member.clone()).collect();
    let values = members.iter().map(member);
    let parts_expect = expect(&members);
    quote! {
        #list_expect
        fn entries(body: &Self::Body) -> Option<&[Self::Entry]> {
            Some(body.#list.as_slice())
        }

        #id_expect
        fn entry_id(entry: &Self::Entry) -> Option<&runtime::Id> {
            #id
        }

        #parts_expect
        fn entry_parts(entry: &Self::Entry) -> Vec<Option<&Self::Value>> {
            Vec::from([#(#values),*])
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
