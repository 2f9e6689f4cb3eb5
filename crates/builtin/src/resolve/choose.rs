//! Choosing one of several functions or operators by the types of its arguments, as PostgreSQL's
//! `func_select_candidate` does; the schema's own routines are chosen by it too.

use value::Type;

use super::category::{Category, category, of_parameter, parameter_is_preferred};
use super::coerce::fits;
use super::polymorphic::Binding;
use crate::Pattern;

/// What a function takes, as far as choosing needs it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// The parameters; the last of a variadic function is one of its elements.
    pub parameters: Vec<Parameter>,
    /// How many of the last parameters have defaults.
    pub defaults: usize,
    /// Whether the last argument may come any number of times, but at least once.
    pub variadic: bool,
}

/// The declared type of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Parameter {
    /// A built-in or a pseudo-type.
    Pattern(Pattern),
    /// Any other type, one of a schema's.
    Type(Type),
}

/// The function that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Its place among the candidates.
    pub index: usize,
    /// The type that each given argument is cast to.
    pub argument_types: Vec<Type>,
    binding: Binding,
}

/// Why none was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// None takes these arguments.
    None,
    /// Several do, and none is better than the others.
    Ambiguous,
    /// One does, but nothing says what its `anyelement` is.
    Undetermined,
}

impl Signature {
    /// The signature of a row of the built-in tables.
    pub fn of_patterns(patterns: &[Pattern], defaults: usize, variadic: bool) -> Self {
        let parameters = patterns.iter().map(|it| Parameter::Pattern(*it)).collect();
        Self { parameters, defaults, variadic }
    }

    /// The parameters for this many arguments, if the function takes that many.
    fn expand(&self, count: usize) -> Option<Vec<Parameter>> {
        let declared = self.parameters.len();
        if self.variadic && count >= declared {
            let last = self.parameters.last()?;
            let mut parameters = self.parameters.clone();
            parameters.extend(std::iter::repeat_n(last.clone(), count - declared));
            return Some(parameters);
        }
        let fewest = declared - self.defaults.min(declared);
        (fewest..=declared).contains(&count).then(|| self.parameters[..count].to_vec())
    }
}

impl Choice {
    /// The type that a declared result has in this call.
    pub fn result(&self, pattern: Pattern) -> Type {
        self.binding.concrete(pattern, None)
    }
}

/// A signature for the number of arguments at hand.
#[derive(Clone)]
struct Candidate {
    index: usize,
    parameters: Vec<Parameter>,
}

/// Chooses the function that a call with arguments of these types means.
pub fn choose(signatures: &[Signature], types: &[Type]) -> Result<Choice, Failure> {
    let candidates = candidates(signatures, types.len());
    if let Some(exact) = candidates.iter().find(|it| is_exact(it, types)) {
        return choice(exact, types);
    }
    best(candidates, types)
}

/// The same for an operator, where an untyped literal is first taken to be what the other side is.
pub(super) fn choose_operator(signatures: &[Signature], types: &[Type]) -> Result<Choice, Failure> {
    let candidates = candidates(signatures, types.len());
    for assumed in assumptions(types) {
        if let Some(exact) = candidates.iter().find(|it| is_exact(it, &assumed)) {
            return choice(exact, types);
        }
    }
    best(candidates, types)
}

/// The place of the signature that has exactly these types.
pub(super) fn exact(signatures: &[Signature], types: &[Type]) -> Option<usize> {
    let candidates = candidates(signatures, types.len());
    candidates.iter().find(|it| is_exact(it, types)).map(|it| it.index)
}

/// The types as they are, then with an unknown side taken as the other, or as the other's base.
fn assumptions(types: &[Type]) -> Vec<Vec<Type>> {
    let mut assumed = vec![types.to_vec()];
    if let [left, right] = types
        && (*left == Type::UNKNOWN) != (*right == Type::UNKNOWN)
    {
        let known = if *left == Type::UNKNOWN { right } else { left };
        assumed = vec![vec![known.clone(); 2], vec![known.base().clone(); 2]];
    }
    assumed
}

/// The candidates that take this many arguments; a variadic one gives way to one that says the same.
fn candidates(signatures: &[Signature], count: usize) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut plain_first: Vec<usize> = (0..signatures.len()).collect();
    plain_first.sort_by_key(|index| {
        (signatures[*index].variadic, signatures[*index].parameters.len() != count)
    });
    for index in plain_first {
        if let Some(parameters) = signatures[index].expand(count)
            && !found.iter().any(|it| it.parameters == parameters)
        {
            found.push(Candidate { index, parameters });
        }
    }
    found
}

fn is_exact(candidate: &Candidate, types: &[Type]) -> bool {
    candidate.parameters.iter().zip(types).all(|(parameter, given)| is_same(parameter, given))
}

fn is_same(parameter: &Parameter, given: &Type) -> bool {
    match parameter {
        Parameter::Type(of) => of == given,
        Parameter::Pattern(Pattern::Of(scalar)) => *given == Type::Scalar(*scalar),
        Parameter::Pattern(Pattern::Array(scalar)) => {
            matches!(given, Type::Array(element) if **element == Type::Scalar(*scalar))
        }
        Parameter::Pattern(_) => false,
    }
}

/// The best of the candidates that the arguments can be cast to without being told.
fn best(mut candidates: Vec<Candidate>, types: &[Type]) -> Result<Choice, Failure> {
    candidates.retain(|it| accepts(it, types));
    if candidates.is_empty() {
        return Err(Failure::None);
    }
    for narrow in [by_exact_matches, by_preferred_types, by_literals] {
        if candidates.len() == 1 {
            break;
        }
        candidates = narrow(candidates, types);
    }
    if candidates.len() > 1 {
        candidates = by_known_type(candidates, types);
    }
    match candidates.as_slice() {
        [one] => choice(one, types),
        _ => Err(Failure::Ambiguous),
    }
}

/// Whether every argument fits by itself and the polymorphic ones fit together.
fn accepts(candidate: &Candidate, types: &[Type]) -> bool {
    candidate.parameters.iter().zip(types).all(|(parameter, given)| fits(given, parameter))
        && Binding::of(&candidate.parameters, types) != Err(Failure::None)
}

fn choice(candidate: &Candidate, types: &[Type]) -> Result<Choice, Failure> {
    let binding = Binding::of(&candidate.parameters, types)?;
    let argument_types = candidate
        .parameters
        .iter()
        .zip(types)
        .map(|(parameter, given)| match parameter {
            Parameter::Type(of) => of.clone(),
            Parameter::Pattern(pattern) => binding.concrete(*pattern, Some(given)),
        })
        .collect();
    Ok(Choice { index: candidate.index, argument_types, binding })
}

/// Those with the most arguments that are exactly what is declared.
fn by_exact_matches(candidates: Vec<Candidate>, types: &[Type]) -> Vec<Candidate> {
    most(candidates, types, |parameter, given| is_same(parameter, given.base()))
}

/// Those with the most arguments that are exact or become their category's preferred type.
fn by_preferred_types(candidates: Vec<Candidate>, types: &[Type]) -> Vec<Candidate> {
    most(candidates, types, |parameter, given| {
        is_same(parameter, given.base())
            || (parameter_is_preferred(parameter) && of_parameter(parameter) == category(given))
    })
}

fn most(
    candidates: Vec<Candidate>,
    types: &[Type],
    counts: fn(&Parameter, &Type) -> bool,
) -> Vec<Candidate> {
    let score = |it: &Candidate| {
        let known = it.parameters.iter().zip(types).filter(|(_, given)| **given != Type::UNKNOWN);
        known.filter(|(parameter, given)| counts(parameter, given)).count()
    };
    let highest = candidates.iter().map(score).max().unwrap_or(0);
    candidates.into_iter().filter(|it| score(it) == highest).collect()
}

/// Those that take each untyped literal in the one category that all agree on (strings win), and there
/// as the preferred type if any does.
fn by_literals(candidates: Vec<Candidate>, types: &[Type]) -> Vec<Candidate> {
    let mut wanted: Vec<(usize, Category, bool)> = Vec::new();
    for (slot, _) in types.iter().enumerate().filter(|(_, given)| **given == Type::UNKNOWN) {
        let in_slot = || candidates.iter().map(|it| &it.parameters[slot]);
        let Some(first) = in_slot().next().map(of_parameter) else { return candidates };
        let any_string = in_slot().any(|it| of_parameter(it) == Category::String);
        if !any_string && in_slot().any(|it| of_parameter(it) != first) {
            return candidates;
        }
        let agreed = if any_string { Category::String } else { first };
        let preferred =
            in_slot().any(|it| of_parameter(it) == agreed && parameter_is_preferred(it));
        wanted.push((slot, agreed, preferred));
    }
    let kept: Vec<Candidate> = candidates
        .iter()
        .filter(|it| {
            wanted.iter().all(|(slot, agreed, preferred)| {
                let parameter = &it.parameters[*slot];
                of_parameter(parameter) == *agreed
                    && (!preferred || parameter_is_preferred(parameter))
            })
        })
        .cloned()
        .collect();
    if kept.is_empty() { candidates } else { kept }
}

/// If all typed arguments have one type, the one that takes it for the untyped literals as well.
fn by_known_type(candidates: Vec<Candidate>, types: &[Type]) -> Vec<Candidate> {
    let mut known = types.iter().map(Type::base).filter(|it| **it != Type::UNKNOWN);
    let Some(first) = known.next() else { return candidates };
    if known.any(|it| it != first) || !types.contains(&Type::UNKNOWN) {
        return candidates;
    }
    let assumed = vec![first.clone(); types.len()];
    let kept: Vec<Candidate> =
        candidates.iter().filter(|it| accepts(it, &assumed)).cloned().collect();
    if kept.len() == 1 { kept } else { candidates }
}
