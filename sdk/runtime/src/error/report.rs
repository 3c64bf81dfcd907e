//! An error with all of its causes as text.

use std::error::Error as StdError;
use std::fmt;

use crate::error::Error;
use crate::error::one_line::printable;

/// An error with all of its causes, for logs and terminals: [`Error::report`].
///
/// `{}` writes one line, `message: cause: cause`, and `{:#}` a line for each cause.
#[derive(Clone, Copy)]
pub struct Report<'a>(&'a Error);

impl Error {
    /// Returns the message of the error with all of its causes.
    ///
    /// ```
    /// use sdk_runtime::error::Error;
    ///
    /// fn log(error: &Error) {
    ///     // One line: `no connection to console.example.net:443: tcp connect error: …`
    ///     eprintln!("{}", error.report());
    ///     // A line for each cause:
    ///     eprintln!("{:#}", error.report());
    /// }
    /// # let _ = log;
    /// ```
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        Report(self)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut last = self.0.to_string();
        f.write_str(&last)?;
        let mut next = self.0.source();
        while let Some(cause) = next {
            let text = cause.to_string();
            next = cause.source();
            // Some causes repeat the text of the next one.
            if text == last || text.is_empty() {
                continue;
            }
            f.write_str(if f.alternate() {
                "\n  caused by: "
            } else {
                ": "
            })?;
            f.write_str(&printable(&text))?;
            last = text;
        }
        Ok(())
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use crate::error::Error;
    use crate::error::config::ConfigurationError;

    #[test]
    fn a_report_has_the_message_and_all_causes() {
        let inner = io::Error::other("the vault\u{202e} is sealed");
        let outer = ConfigurationError::because("no token", inner);
        let error = Error::from(ConfigurationError::because("the provider failed", outer));
        let line = "the provider failed: no token: the vault is sealed";
        assert_eq!(error.report().to_string(), line);
        let lines = "the provider failed\n  caused by: no token\n  caused by: the vault is sealed";
        assert_eq!(format!("{:#}", error.report()), lines);
    }
}
