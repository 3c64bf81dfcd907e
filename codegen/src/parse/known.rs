//! Files that were read before.

use super::{Contents, read, whole};
use crate::ast::Document;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, SourceFile, Sources};
use std::collections::BTreeMap;

/// The files of a spec, each read once. Reading a variant of the spec then takes the time of its changed
/// files.
#[derive(Clone, Debug)]
pub struct Known {
    files: BTreeMap<FileId, (SourceFile, Contents)>,
}

impl Known {
    /// Reads all files of a spec.
    #[must_use]
    pub fn of(sources: &Sources) -> Self {
        let files = sources.iter();
        let files = files.map(|(file, source)| (file, (source.clone(), read(file, source))));
        Self {
            files: files.collect(),
        }
    }

    /// Reads a variant of the spec, with the same result as [`parse`](super::parse).
    ///
    /// # Errors
    ///
    /// Returns every error of shape in the files.
    pub fn parse(&self, sources: &Sources) -> Result<Document, Diagnostics> {
        let files = sources.iter().map(|(file, source)| {
            let known = self.files.get(&file);
            // Spans contain the number of the file, which has to be the same, too.
            match known.filter(|(known, _)| known == source) {
                Some((_, contents)) => contents.clone(),
                None => read(file, source),
            }
        });
        whole(sources, files)
    }
}

#[cfg(test)]
mod tests {
    use super::Known;
    use crate::parse::parse;
    use crate::source::Sources;

    fn sources(files: &[(&str, &str)]) -> Sources {
        let mut sources = Sources::new("spec");
        for (path, text) in files {
            sources.add(*path, text.as_bytes().to_vec());
        }
        sources
    }

    #[test]
    fn a_variant_is_read_as_without_the_known_files() {
        let api = ("api.yaml", "api: A\ntitle: A\ndescription: An API.\n");
        let ty = (
            "types/b.yaml",
            "type: B\ndescription: One.\nvalues:\n  - value: b\n    description: B.\n",
        );
        let known = Known::of(&sources(&[api, ty]));
        for variant in [
            vec![api, ty],
            vec![api],
            vec![ty],
            vec![api, ("types/b.yaml", "type: B\ndescription: Two.\n")],
            vec![api, ("types/b.yaml", "type: [")],
            vec![("a.yaml", "stray: 1\n"), api, ty],
        ] {
            let variant = sources(&variant);
            let (read, wanted) = (known.parse(&variant), parse(&variant));
            assert_eq!(format!("{read:?}"), format!("{wanted:?}"));
        }
    }
}
