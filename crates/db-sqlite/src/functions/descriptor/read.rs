//! Reading a descriptor back.

use super::*;

/// Takes the parts out of a descriptor, in order.
pub(crate) struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Whether nothing is left.
    pub(crate) fn is_done(&mut self) -> bool {
        self.0 = self.0.trim_start();
        self.0.is_empty()
    }

    /// Takes a sign, if it comes next.
    pub(crate) fn takes(&mut self, sign: &str) -> bool {
        self.0 = self.0.trim_start();
        match self.0.strip_prefix(sign) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// The next word.
    pub(crate) fn word(&mut self) -> &'a str {
        self.0 = self.0.trim_start();
        let end = self.0.find(|letter: char| !letter.is_ascii_alphanumeric());
        let (word, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest;
        word
    }

    /// The next type and its modifier.
    pub(crate) fn of(&mut self) -> Option<(Type, Modifier)> {
        let of = self.of_type()?;
        Some((of, self.modifier()?))
    }

    /// The types up to `->`, and the one behind it.
    pub(crate) fn call(&mut self) -> Option<(Vec<Type>, Type)> {
        let mut arguments = Vec::new();
        while !self.takes("->") {
            arguments.push(self.of_type()?);
        }
        Some((arguments, self.of_type()?))
    }

    /// Fields up to the end, or to the sign that ends them.
    pub(crate) fn fields(&mut self, end: &str) -> Option<Vec<Field>> {
        let mut fields = Vec::new();
        while !(self.is_done() || !end.is_empty() && self.takes(end)) {
            let name = self.name()?;
            let (of, modifier) = self.of()?;
            fields.push(Field { name, of, modifier });
        }
        Some(fields)
    }

    fn of_type(&mut self) -> Option<Type> {
        if self.takes("[") {
            let element = self.of_type()?;
            return self.takes("]").then(|| element.array());
        }
        Some(match self.word() {
            "enum" => {
                let (name, mut labels) = (self.qualified()?, Vec::new());
                self.takes("{").then_some(())?;
                while !self.takes("}") {
                    labels.push(self.name()?);
                }
                Type::Enum(Arc::new(Enum { name, labels }))
            }
            "domain" => {
                let name = self.qualified()?;
                let (base, modifier) = self.of()?;
                Type::Domain(Arc::new(Domain { name, base, modifier }))
            }
            "row" => {
                let name = self.qualified()?;
                self.takes("{").then_some(())?;
                let fields = self.fields("}")?;
                Type::Composite(Arc::new(Composite { name, fields }))
            }
            word => Scalar::ALL.iter().find(|scalar| scalar_word(**scalar) == word)?.of(),
        })
    }

    fn modifier(&mut self) -> Option<Modifier> {
        let Some(rest) = self.0.strip_prefix('(') else { return Some(Modifier::None) };
        let (inside, rest) = rest.split_once(')')?;
        self.0 = rest;
        Some(if let Some(digits) = inside.strip_prefix('.') {
            Modifier::Fraction(digits.parse().ok()?)
        } else if let Some((precision, scale)) = inside.split_once(',') {
            Modifier::Precision(precision.parse().ok()?, scale.parse().ok()?)
        } else {
            Modifier::Length(inside.parse().ok()?)
        })
    }

    fn qualified(&mut self) -> Option<QualifiedName> {
        Some(QualifiedName { schema: self.name()?, name: self.name()? })
    }

    fn name(&mut self) -> Option<Name> {
        self.takes("\"").then_some(())?;
        let mut name = String::new();
        loop {
            let (part, rest) = self.0.split_once('"')?;
            name.push_str(part);
            self.0 = rest;
            match rest.strip_prefix('"') {
                Some(rest) => {
                    name.push('"');
                    self.0 = rest;
                }
                None => return Some(name.into()),
            }
        }
    }
}
