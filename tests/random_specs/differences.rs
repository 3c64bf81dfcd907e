//! Random differences of the uses of a shared type.

use crate::random_specs::generate::Generator;
use crate::random_specs::model::{Field, Kind, SharedKind};

impl Generator {
    /// Adds differences of this use of a shared type.
    pub fn differences(&mut self, field: &mut Field, known: usize) {
        let SharedKind::Object {
            selection: None,
            fields,
        } = self.spec.types[known].kind.clone()
        else {
            return;
        };
        let members = fields.into_iter().skip(1);
        for member in members.filter(|member| member.constant.is_none()) {
            let is_object = matches!(member.ty.innermost().kind, Kind::Object { .. });
            match self.choices.below(4) {
                0 if !member.required => field.without.push(member.name),
                1 if !is_object => {
                    let mut keys = vec![("description", self.prose())];
                    if matches!(member.ty.kind, Kind::List(_)) {
                        let style = if member.list_style == Some("comma") {
                            "repeat"
                        } else {
                            "comma"
                        };
                        keys.push(("list_style", style.to_owned()));
                    }
                    keys.retain(|(_, text)| text.trim() != member.description.trim());
                    if !keys.is_empty() {
                        field.overrides.push((member.name, keys));
                    }
                }
                _ => {}
            }
        }
    }
}
