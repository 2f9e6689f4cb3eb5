//! What was probably meant by a name that does not exist. A hint is given only if it is near enough not to reveal
//! what the caller did not almost know.

/// Of more names than this none is looked for: it would cost more than it helps.
const NAMES_MAX: usize = 500;

/// How alike names must be that the caller may see anyway.
const A_THIRD: f64 = 0.33;

/// The name that is most like this one, at least three quarters of it.
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    best(name, names, 0.75)
}

/// The relation that is most like this one among those that are related, at least a third of it; none if it is one
/// of them, since something else must then be wrong.
pub fn nearest_related<'a>(
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    best(name, names, A_THIRD).filter(|nearest| *nearest != name)
}

/// The list of arguments that is most like this one, at least a third of it: `(a, b)`, sorted.
pub fn nearest_arguments(given: &[String], overloads: &[Vec<String>]) -> Option<String> {
    let list = |names: &[String]| {
        let mut names: Vec<_> = names.iter().map(String::as_str).collect();
        names.sort_unstable();
        format!("({})", names.join(", "))
    };
    let given = list(given);
    let mut overloads: Vec<String> = overloads.iter().map(|names| list(names)).collect();
    // A list without names is like no other.
    overloads.retain(|overload| (overload == "()") == (given == "()"));
    best(&given, overloads.iter().map(String::as_str), A_THIRD).map(str::to_owned)
}

fn best<'a>(name: &str, names: impl IntoIterator<Item = &'a str>, least: f64) -> Option<&'a str> {
    let name = name.to_lowercase();
    let mut best: Option<(&str, f64)> = None;
    for (nth, candidate) in names.into_iter().enumerate() {
        if nth == NAMES_MAX {
            return None;
        }
        // Much longer than the candidate is unlike it, and to find that out would cost the more the longer it is.
        if (candidate.len() as f64) < name.len() as f64 * least {
            continue;
        }
        let score = strsim::normalized_levenshtein(&name, &candidate.to_lowercase());
        if score >= least && best.is_none_or(|(_, best)| score > best) {
            best = Some((candidate, score));
        }
    }
    best.map(|(candidate, _)| candidate)
}
