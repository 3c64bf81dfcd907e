//! The pagination of a listing.

mod inputs;
mod styles;

use super::context::Context;
use super::field_path::{self, Objects, is_count, steps};
use crate::ast::{OperationDoc, PaginationDoc, Text};
use crate::codes;
use crate::model::{
    BodyKind, Field, Operation, PageInputs, PageStyle, Pagination, Scalar, Step, Type, TypeDef,
};
use styles::Style;

/// Resolves the field paths of pagination. This needs the direction of each type, which determines the
/// fields that are an `Option`.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    docs: &[OperationDoc],
    types: &[TypeDef],
    operations: &mut [Operation],
) {
    let objects = Objects::of(types);
    for (operation, doc) in operations.iter_mut().zip(docs) {
        operation.pagination = doc
            .pagination
            .as_ref()
            .and_then(|pages| lower(cx, pages, operation, &objects));
    }
}

fn lower(
    cx: &mut Context<'_>,
    doc: &PaginationDoc,
    operation: &Operation,
    objects: &Objects<'_>,
) -> Option<Pagination> {
    let style = styles::of(cx, doc)?;
    if operation.body.as_ref().map(|body| body.kind) == Some(BodyKind::Parts) {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.span,
            "a request with a multipart body cannot be split into pages",
            "remove `pagination`: a file may be a stream, which can be sent once",
        );
        return None;
    }
    let body = body(cx, doc, operation, objects)?;
    let page = Page {
        operation,
        body,
        objects,
    };
    let items = page.items(cx, doc);
    let total = page.count(cx, doc.total.as_deref());
    let style = page.style(cx, doc, style);
    let (items, item) = items?;
    Some(Pagination {
        style: style?,
        items,
        item,
        total,
    })
}

/// Returns the body of a page: a list, or an object with the path of a list.
fn body<'b>(
    cx: &mut Context<'_>,
    doc: &PaginationDoc,
    operation: &'b Operation,
    objects: &Objects<'_>,
) -> Option<&'b Field> {
    let body = field_path::only_body(operation);
    let is_list = body.is_some_and(|body| matches!(body.ty, Type::List(_)));
    let is_object = body.is_some_and(|body| !objects.members(&body.ty).is_empty());
    match &doc.items {
        None if is_list || cx.has(codes::UNKNOWN_TYPE) => body,
        None if is_object => {
            cx.report(
                codes::MISSING_KEY,
                doc.span,
                "`pagination` needs the key `items`: the body of the response is an object",
                "add `items: …`, the path of the list in the body",
            );
            None
        }
        Some(_) if is_object || cx.has(codes::UNKNOWN_TYPE) => body,
        Some(items) if is_list => {
            cx.report(
                codes::INCOMPLETE_FACT,
                items.span,
                "`items` names a member of the body, but the body of the response is a list",
                "remove `items`: the items are those of the body",
            );
            None
        }
        items => {
            cx.report(
                codes::INCOMPLETE_FACT,
                items.as_ref().map_or(doc.span, |items| items.span),
                "pagination needs a response with one required body, a JSON object or a list",
                "remove `pagination`, or describe the body of the response: an output `from: body` with members, or of the type `list`",
            );
            None
        }
    }
}

/// A page as described: its operation and its body.
struct Page<'a> {
    operation: &'a Operation,
    body: &'a Field,
    objects: &'a Objects<'a>,
}

impl Page<'_> {
    /// Resolves the path of a member of the body.
    fn output(&self, cx: &mut Context<'_>, path: &Text) -> Option<Vec<&Field>> {
        let members = self.objects.members(&self.body.ty);
        field_path::visible_output(cx, path, members, self.objects, "pagination")
    }

    fn steps(&self, fields: &[&Field]) -> Vec<Step> {
        steps(&self.body.ty, fields, self.objects)
    }

    /// Returns the path of the items, and their type.
    fn items(&self, cx: &mut Context<'_>, doc: &PaginationDoc) -> Option<(Vec<Step>, Type)> {
        let Some(path) = &doc.items else {
            return match &self.body.ty {
                Type::List(item) => Some((Vec::new(), (**item).clone())),
                _ => None,
            };
        };
        let fields = self.output(cx, path)?;
        if let Some(Type::List(item)) = fields.last().map(|field| &field.ty) {
            return Some((self.steps(&fields), (**item).clone()));
        }
        wrong_member(cx, path, "a list");
        None
    }

    /// Returns the path of a number of items or pages.
    fn count(&self, cx: &mut Context<'_>, path: Option<&Text>) -> Option<Vec<Step>> {
        let path = path?;
        let fields = self.output(cx, path)?;
        if !fields.last().is_some_and(|field| is_count(&field.ty)) {
            wrong_member(cx, path, "an integer");
        }
        Some(self.steps(&fields))
    }

    fn style(&self, cx: &mut Context<'_>, doc: &PaginationDoc, style: Style) -> Option<PageStyle> {
        match style {
            Style::Cursor => self.cursor(cx, doc),
            Style::Offset => self
                .inputs(cx, doc, doc.offset.as_deref())
                .map(PageStyle::Offset),
            Style::Page => {
                let first = styles::first_page(cx, doc);
                let total_pages = self.count(cx, doc.total_pages.as_deref());
                Some(PageStyle::Page {
                    inputs: self.inputs(cx, doc, doc.page.as_deref())?,
                    first,
                    total_pages,
                })
            }
            Style::Link => {
                styles::check_link(cx, doc, &self.operation.headers);
                Some(PageStyle::Link)
            }
            Style::NextUrl => {
                let path = doc.next.as_ref()?;
                let next = self.output(cx, path)?;
                let is_text = |field: &&Field| matches!(field.ty, Type::Scalar(Scalar::String));
                if !next.last().is_some_and(is_text) {
                    wrong_member(cx, path, "a `string`");
                }
                Some(PageStyle::NextUrl {
                    next: self.steps(&next),
                })
            }
        }
    }

    fn cursor(&self, cx: &mut Context<'_>, doc: &PaginationDoc) -> Option<PageStyle> {
        let (cursor, next) = (doc.cursor.as_ref()?, doc.next.as_ref()?);
        let input = inputs::cursor(cx, cursor, &self.operation.request, self.objects);
        let output = self.output(cx, next);
        let (input, output) = (input?, output?);
        inputs::check_cursor(cx, next, &input, &output);
        Some(PageStyle::Cursor {
            cursor: inputs::path(&input),
            next: self.steps(&output),
        })
    }

    fn inputs(
        &self,
        cx: &mut Context<'_>,
        doc: &PaginationDoc,
        position: Option<&Text>,
    ) -> Option<PageInputs> {
        let mut number =
            |path: &Text| inputs::number(cx, path, &self.operation.request, self.objects);
        let position = number(position?);
        let limit = doc.limit.as_ref().map(|limit| number(limit));
        Some(PageInputs {
            position: position?,
            limit: limit.flatten(),
        })
    }
}

fn wrong_member(cx: &mut Context<'_>, path: &Text, wanted: &str) {
    if !cx.has(codes::UNKNOWN_TYPE) {
        cx.report(
            codes::MISPLACED_TYPE,
            path.span,
            format!("`{}` is not {wanted}", path.value),
            format!("name {wanted} in the body of the response"),
        );
    }
}
