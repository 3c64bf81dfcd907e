//! English words in names.

use heck::ToSnakeCase;
use heck::ToUpperCamelCase;

/// The words of a name.
pub(in crate::openapi::import) struct Words;

/// The verbs that a summary can begin with.
const VERBS: &str = " abort accept acknowledge acquire activate add adjust adopt allow analyze append apply \
approve archive arm ask assign associate attach authenticate authorize ban batch begin block book build bulk \
calculate call cancel capture change check claim clean clear clone close collect combine commit compare \
complete compute confirm connect consume convert copy correlate count crawl create deactivate deauthorize \
decline decommission decrease decrypt delete deliver demote deny deploy deprecate describe destroy detach \
detect disable disassociate discard discover disconnect dismiss display dissociate download draft drop \
duplicate edit eject empty enable encrypt end enforce enqueue enrich enroll enter erase estimate evaluate \
exchange exclude execute expand expire export extend extract fail favorite fetch fill filter find finish fix \
flag flush follow force fork forward generate get give grant group handle hide hold identify ignore import \
increase ingest initialize initiate insert inspect install interact invalidate invite invoke isolate issue join \
keep kill launch leave link list load lock log login logout look make manage map mark match measure merge \
migrate mitigate modify monitor mount move mute notify obtain offer open order overwrite patch pause perform \
permit pin ping poll populate post preview probe process promote propose provision prune publish pull purge \
push put query quarantine queue raise randomize read reactivate reassign reboot rebuild recall receive recover \
redeem redeliver redirect refresh refund regenerate register reject release reload remove rename render renew \
reopen reorder repair replace replay reply report request require rerun resend reserve reset resize resolve \
respond restart restore restrict resume retrieve retry return revert review revoke roll rollback rotate run \
save scan schedule search see select send set share show shut shutdown sign simulate skip snooze sort split \
star start stop store stream submit subscribe suggest suspend switch sync synchronize tag terminate test \
toggle trace track transfer transform translate trigger unarchive unassign unban unblock undelete undo \
unfollow uninstall unlink unlock unmark unmute unpause unpin unpublish unquarantine unregister unshare \
unstar unsubscribe untag update upgrade upload upsert use validate verify view void wait wake wipe withdraw \
write ";

impl Words {
    /// Returns `true` if a text begins with a verb in its basic form.
    pub(in crate::openapi::import) fn begins_with_verb(text: &str) -> bool {
        let first = text.split(|c: char| !c.is_ascii_alphabetic()).next();
        let first = first.unwrap_or_default().to_ascii_lowercase();
        !first.is_empty() && VERBS.contains(&format!(" {first} "))
    }

    /// Converts a text to `UpperCamelCase`, in ASCII letters and digits.
    pub(in crate::openapi::import) fn camel(text: &str) -> String {
        let plain = text.replace(['\'', '’'], "");
        let plain: String = plain
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
            .collect();
        plain.to_upper_camel_case()
    }

    /// Converts the last word of a name in `snake_case` to the singular.
    pub(in crate::openapi::import) fn singular(snake: &str) -> String {
        let (before, last) = snake
            .rsplit_once('_')
            .map_or(("", snake), |(before, last)| (before, last));
        let last = singular_word(last);
        if before.is_empty() {
            last
        } else {
            format!("{before}_{last}")
        }
    }
}

/// Words that end with an `s` in the singular.
const SINGULAR: [&str; 20] = [
    "access", "address", "alias", "analysis", "basis", "bus", "canvas", "class", "details", "dns",
    "gas", "https", "os", "process", "series", "sms", "species", "status", "this", "tls",
];

fn singular_word(word: &str) -> String {
    if SINGULAR.contains(&word)
        || word.len() < 4
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
    {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "uses"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// Returns the name of an enum in `snake_case`: the property without an operator, in the singular.
pub(in crate::openapi::import) fn stem(property: &str) -> String {
    let base = property
        .split("__")
        .next()
        .filter(|base| !base.is_empty())
        .unwrap_or(property);
    let base = base
        .strip_suffix("Nin")
        .filter(|base| !base.is_empty())
        .unwrap_or(base);
    let snake = Words::camel(base).to_snake_case();
    let snake = snake.strip_suffix("_nin").unwrap_or(&snake);
    Words::singular(snake)
}

/// Returns `true` for the name of a secret, such as `apiToken`.
pub(in crate::openapi::import) fn is_secret(name: &str) -> bool {
    let snake = format!("_{}", name.to_snake_case());
    let is_cursor = ["_next", "_page", "_continuation", "_cursor", "_sync"];
    let ends = [
        "_password",
        "_passphrase",
        "_secret",
        "_token",
        "_api_key",
        "_private_key",
        "_secret_key",
        "_access_key",
        "_passcode",
        "_credentials",
    ];
    ends.iter().any(|end| snake.ends_with(end))
        && !is_cursor.iter().any(|word| snake.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems() {
        for (property, expected) in [
            ("engines", "engine"),
            ("enginesNin", "engine"),
            ("osTypes__nin", "os_type"),
            ("incidentStatuses", "incident_status"),
            ("incidentStatus", "incident_status"),
            ("classificationSourcesNin", "classification_source"),
            ("categories", "category"),
            ("addresses", "address"),
            ("Nin", "nin"),
        ] {
            assert_eq!(stem(property), expected, "{property}");
        }
    }

    #[test]
    fn secrets() {
        assert!(is_secret("apiToken") && is_secret("password") && is_secret("clientSecret"));
        assert!(!is_secret("nextPageToken") && !is_secret("tokenType") && !is_secret("key"));
    }

    #[test]
    fn verbs() {
        assert!(Words::begins_with_verb("Get threats") && Words::begins_with_verb("Bulk-delete"));
        assert!(!Words::begins_with_verb("Updated Threat") && !Words::begins_with_verb(""));
    }
}
