//! Tokens and roles.

use std::collections::BTreeMap;

use sdk_runtime::mock::ReceivedRequest;

use super::refusal::Refusal;

/// The role of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// It has all permissions.
    Analyst,
    /// It can read, write notes, and change nothing else: its permissions end in `.view`.
    Viewer,
}

impl Role {
    /// Returns `true` if the role has a permission.
    fn has(self, permission: &str) -> bool {
        match self {
            Self::Analyst => true,
            Self::Viewer => permission.rsplit('.').next() == Some("view"),
        }
    }

    /// Requires permissions.
    ///
    /// # Errors
    ///
    /// Returns the refusal of a request without one of them.
    pub(super) fn require(self, permissions: &[&str]) -> Result<(), Refusal> {
        let missing = permissions.iter().find(|permission| !self.has(permission));
        missing.map_or(Ok(()), |missing| {
            let detail = format!("the token lacks the permission {missing}");
            Err(Refusal::forbidden(detail))
        })
    }
}

/// Returns the role of the token of a request, if it has the permissions.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(super) fn check<O>(
    request: &ReceivedRequest<O>,
    tokens: &BTreeMap<String, Role>,
    permissions: &[&str],
) -> Result<Role, Refusal> {
    let header = request.request().headers().get("authorization");
    let token = header
        .as_deref()
        .and_then(|text| text.strip_prefix("ApiToken "));
    let Some(role) = token.and_then(|token| tokens.get(token)) else {
        let detail = "the console in memory does not know the token";
        return Err(Refusal::unauthenticated(detail));
    };
    role.require(permissions)?;
    Ok(*role)
}
