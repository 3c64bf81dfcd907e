//! Random operations: documented errors.

use crate::random_specs::generate::Generator;
use crate::random_specs::model::ErrorResponse;

/// Statuses of errors, each of which is documented once.
const STATUSES: [u16; 8] = [404, 300, 304, 401, 409, 422, 503, 599];

impl Generator {
    pub fn errors(&mut self, operation: &str) -> Vec<ErrorResponse> {
        let mut errors = Vec::new();
        for statuses in STATUSES.chunks(2) {
            if !self.choices.chance(20) {
                continue;
            }
            let count = self.choices.between(1, statuses.len());
            let name = format!("{operation}Error{}", statuses[0]);
            let ty = self.maybe(60, |generator| {
                generator.types.insert(name.clone());
                generator.saw("an error with a typed body");
                generator.json(&name)
            });
            errors.push(ErrorResponse {
                statuses: statuses[..count].to_vec(),
                ty,
                description: self.prose(),
            });
        }
        errors
    }
}
