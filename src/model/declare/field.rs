//! What a declaration says of one field, as plain data.

use super::{PerParty, Requirement, Significance, Stage, When, Word};

/// What a text names, and so where it has to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// A `[[party]]` of the collaboration.
    Party,
    /// A party, or a role.
    PartyOrRole,
    /// A contact's id, or a role in words.
    Role,
    /// An organisation of `network/`.
    Organisation,
    /// A contact of `network/`.
    Contact,
    /// An organisation or a contact of `network/`, or a role in words.
    Consulted,
    /// Any item of the agreement.
    Item,
    /// An item of one of these tables.
    ItemOf(&'static [&'static str]),
    /// An event of the same log.
    Event,
    /// A review plan of the agreement.
    Plan,
    /// A policy of `comity.toml`, if the value starts with `pol-`; else any text.
    Policy,
    /// A strategic objective of `comity.toml`.
    Objective,
    /// A strategic objective where the organisation is ours; else any text.
    OwnObjective,
    /// An issue that the log opens.
    Issue,
    /// A risk of the agreement, or one that the log raises.
    Risk,
    /// A recommendation of a review.
    Recommendation,
}

/// Who may see a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Audience {
    /// Only our own organisation.
    Own,
    /// The parties that the item is about, giver and receiver. Of a list of tables, each table is
    /// seen by the parties that it names itself.
    Party,
    /// Of a list of risks: every party; but of our own risks only those that were so high that they
    /// needed to be accepted.
    Accepted,
    /// Every party of the collaboration.
    #[default]
    All,
}

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Any text.
    Text,
    /// A local date, unquoted.
    Date,
    /// A whole number within these bounds, both included.
    Whole(i64, i64),
    /// An integer, or decimal text such as `"1250.50"`; never a float.
    Amount,
    /// The same, and not below zero: what something is worth, or costs.
    Worth,
    /// A currency as its ISO 4217 code, such as `"GBP"`.
    Currency,
    /// true or false.
    Flag,
    /// One of a list of words.
    Words(&'static [Word]),
    /// An ISO 8601 duration as text, such as `"P18M"`.
    Duration,
    /// Several of one shape.
    List(&'static Shape),
    /// A table with declared fields.
    Table(&'static Table),
    /// Text, or a table with a text for each party.
    TextOrByParty,
    /// A level for a rule, or a table with a level for each significance.
    Level,
    /// A table with keys of the user's own and whole numbers within these bounds.
    Scores(i64, i64),
    /// A table with the names of rules and a level for each.
    Levels,
    /// Any value at all.
    Any,
}

/// One field of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The key as it is written.
    pub key: &'static str,
    /// What it means, in one or two sentences.
    pub doc: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// Whether it has to hold something.
    pub required: Option<Requirement>,
    /// Whether its items have to cover every party.
    pub per_party: PerParty,
    /// The criteria of the standards that a gap here stands in the way of; empty where those are the
    /// criteria of the rule that asks for it.
    pub shows: &'static [&'static str],
    /// What a text in it names.
    pub refers: Option<Reference>,
    /// Whether it names the item for others to refer to.
    pub identity: bool,
    /// Whether it is told in words of its own: a bare yes or none is no answer to it.
    pub in_words: bool,
    /// Whether it may change under a signature: it is left out of the digest.
    pub kept_up: bool,
    /// Who may see it.
    pub audience: Audience,
    /// Whether it says how far the item, or the file, that it stands in may travel.
    pub classifies: bool,
    /// Of a step of an event, the steps it belongs to; empty where it belongs to all of them. It
    /// may stand with others, and is not asked for with them.
    pub steps: &'static [&'static str],
    /// Of a day: the keys whose days it must not lie before. `key` stands in the same table, `/key`
    /// at the top of the file.
    pub not_before: &'static [&'static str],
    /// Of a day: the keys whose days it must not lie after, written the same.
    pub not_after: &'static [&'static str],
}

impl Field {
    /// A field that nothing is asked of yet.
    #[must_use]
    pub const fn new(key: &'static str, doc: &'static str, shape: Shape) -> Self {
        Self {
            key,
            doc,
            shape,
            required: None,
            per_party: PerParty::No,
            shows: &[],
            refers: None,
            identity: false,
            in_words: false,
            kept_up: false,
            audience: Audience::All,
            classifies: false,
            steps: &[],
            not_before: &[],
            not_after: &[],
        }
    }

    /// It has to hold something.
    #[must_use]
    pub const fn needs(mut self, rule: &'static str, from: Stage, ask: Significance) -> Self {
        self.required = Some(Requirement { rule, from, ask, when: When::Always });
        self
    }

    /// It has to hold something, if something else in the same table is so.
    #[must_use]
    pub const fn needs_when(
        mut self,
        rule: &'static str,
        from: Stage,
        ask: Significance,
        when: When,
    ) -> Self {
        self.required = Some(Requirement { rule, from, ask, when });
        self
    }

    /// At least one item for each party but observers.
    #[must_use]
    pub const fn per_party(mut self, rule: &'static str, from: Stage, ask: Significance) -> Self {
        self.required = Some(Requirement { rule, from, ask, when: When::Always });
        self.per_party = PerParty::Working;
        self
    }

    /// It is evidence of these criteria, and of no others that its rule rests on.
    #[must_use]
    pub const fn shows(mut self, criteria: &'static [&'static str]) -> Self {
        self.shows = criteria;
        self
    }

    /// Its text names something that must exist.
    #[must_use]
    pub const fn refers(mut self, reference: Reference) -> Self {
        self.refers = Some(reference);
        self
    }

    /// It is never below zero.
    #[must_use]
    pub const fn worth(mut self) -> Self {
        self.shape = Shape::Worth;
        self
    }

    /// It is the code of a currency.
    #[must_use]
    pub const fn currency(mut self) -> Self {
        self.shape = Shape::Currency;
        self
    }

    /// It is the item's own name.
    #[must_use]
    pub const fn identity(mut self) -> Self {
        self.identity = true;
        self
    }

    /// It is told in words of its own.
    #[must_use]
    pub const fn in_words(mut self) -> Self {
        self.in_words = true;
        self
    }

    /// It may change under a signature.
    #[must_use]
    pub const fn kept_up(mut self) -> Self {
        self.kept_up = true;
        self
    }

    /// It belongs to these steps of an event, and is not asked for with others.
    #[must_use]
    pub const fn with_steps(mut self, steps: &'static [&'static str]) -> Self {
        self.steps = steps;
        self
    }

    /// A day that must not lie before any of these.
    #[must_use]
    pub const fn not_before(mut self, keys: &'static [&'static str]) -> Self {
        self.not_before = keys;
        self
    }

    /// A day that must not lie after any of these.
    #[must_use]
    pub const fn not_after(mut self, keys: &'static [&'static str]) -> Self {
        self.not_after = keys;
        self
    }

    /// Only our own organisation sees it.
    #[must_use]
    pub const fn own(mut self) -> Self {
        self.audience = Audience::Own;
        self
    }

    /// Only the parties that the item is about see it.
    #[must_use]
    pub const fn between(mut self) -> Self {
        self.audience = Audience::Party;
        self
    }

    /// Every party sees it, but of our own only what needed to be accepted.
    #[must_use]
    pub const fn ours_if_accepted(mut self) -> Self {
        self.audience = Audience::Accepted;
        self
    }

    /// It says how far the item that it stands in may travel.
    #[must_use]
    pub const fn classifies(mut self) -> Self {
        self.classifies = true;
        self
    }
}

/// One table of a record: a whole file, a `[table]` in it, or an item of a list.
#[derive(Debug, PartialEq)]
pub struct Table {
    /// What it is called in findings and in the reference: `action`, `agreement.toml`.
    pub name: &'static str,
    /// What it is, in a sentence or two.
    pub doc: &'static str,
    /// Its fields in the order a person meets them. At most 64.
    pub fields: &'static [Field],
    /// One bit a field, set where it may have to hold something.
    pub required: u64,
    /// One bit a field, set where it takes a date.
    pub dates: u64,
    /// Whether any of its lists has to cover every party.
    pub covers_parties: bool,
}

impl Table {
    /// A table with these fields.
    #[must_use]
    pub const fn new(name: &'static str, doc: &'static str, fields: &'static [Field]) -> Self {
        assert!(fields.len() <= 64, "one bit a field");
        let (mut required, mut dates, mut covers_parties, mut at) = (0, 0, false, 0);
        while at < fields.len() {
            if fields[at].required.is_some() {
                required |= 1 << at;
            }
            if matches!(fields[at].shape, Shape::Date) {
                dates |= 1 << at;
            }
            covers_parties |= matches!(fields[at].per_party, PerParty::Working);
            at += 1;
        }
        Self { name, doc, fields, required, dates, covers_parties }
    }

    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}
