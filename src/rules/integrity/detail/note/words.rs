//! The words by which a sentence is known to tell of a person's health, family or conduct.

use crate::model::word_list::WordList;

/// What is said of persons, of somebody by name.
#[rustfmt::skip]
pub(in super::super) const PERSONAL: WordList = WordList::of(&[
    "abused", "abusive", "addicted", "addiction", "affair", "aggressive", "alcohol",
    "alcoholic", "anorexia", "anxiety", "argues", "arrested", "arrogant", "arthritis", "asthma",
    "autism", "autistic", "bankrupt", "bereaved", "bereavement", "bipolar", "breakdown",
    "bullied", "bullies", "bully", "bullying", "burnout", "cancer", "chemotherapy",
    "compassionate", "convicted", "custody", "dementia", "depressed", "depression", "diabetes",
    "diabetic", "diagnosed", "diagnosis", "disciplinary", "dishonest", "divorce", "divorced",
    "drank", "drinking", "drinks", "drug", "drugs", "drunk", "dyslexic", "epilepsy",
    "epileptic", "evicted", "funeral", "harassed", "harassment", "hiv", "hospitalised",
    "hospitalized", "hostile", "husband", "ill", "illness", "imprisoned", "incompetent",
    "jailed", "lateness", "lazy", "liar", "lied", "lies", "lying", "marriage", "maternity",
    "medication", "menopause", "migraine", "migraines", "miscarriage", "moody", "operation",
    "paternity", "pregnancy", "pregnant", "racist", "rude", "rudely", "rudeness", "sacked",
    "schizophrenia", "schizophrenic", "sectioned", "self-harm", "self-harmed", "self-harming",
    "sexist", "shouted", "shouting", "shouts", "sick", "sickness", "stealing", "stole",
    "stressed", "suicidal", "suicide", "swears", "swore", "temper", "unfriendly",
    "unprofessional", "unreliable", "unwell", "useless", "vomited", "wife",
]);

/// Of those, what can be said of nothing but a person, whoever it is.
#[rustfmt::skip]
pub(in super::super) const PLAIN: WordList = WordList::of(&[
    "alcoholic", "arrested", "autistic", "bereaved", "convicted", "depressed", "diabetic",
    "diagnosed", "divorced", "drunk", "dyslexic", "epileptic", "hospitalised", "hospitalized",
    "ill", "imprisoned", "jailed", "lazy", "pregnant", "rude", "shouting", "sick", "stressed",
    "suicidal", "unwell", "useless",
]);

/// What follows a name where something is said of somebody.
#[rustfmt::skip]
pub(in super::super) const VERBS: WordList = WordList::of(&[
    "always", "became", "becomes", "called", "came", "can", "cannot", "complained", "could", "does",
    "feels", "felt", "gets", "goes", "got", "had", "has", "is", "keeps", "kept", "left", "looked",
    "looks", "may", "might", "missed", "needs", "never", "often", "phoned", "rang", "refused",
    "reported", "said", "says", "seemed", "seems", "smelled", "smells", "sounded", "still",
    "suffered", "suffers", "takes", "told", "took", "was", "went",
]);

/// What may stand between the verb and the word.
#[rustfmt::skip]
pub(in super::super) const BETWEEN: WordList = WordList::of(&[
    "again", "always", "badly", "been", "being", "currently", "long-term", "never", "now", "off",
    "often", "on", "quite", "rather", "seriously", "signed", "so", "still", "taken", "too",
    "usually", "very",
]);

/// Who belongs to somebody: what is said of them is said of both.
#[rustfmt::skip]
pub(in super::super) const FAMILY: WordList = WordList::of(&[
    "baby", "boy", "boyfriend", "brother", "child", "children", "dad", "daughter", "family",
    "father", "girl", "girlfriend", "mother", "mum", "parents", "sister", "son",
]);

/// What leads from such a word to the name: `a complaint about the rudeness of Jane`.
pub(in super::super) const REACHES: WordList =
    WordList::of(&["about", "against", "at", "by", "for", "from", "of", "with"]);

/// What stands before a name that is one of a place: `St John`.
#[rustfmt::skip]
pub(in super::super) const SAINTS: WordList = WordList::of(&[
    "duke", "earl", "king", "lady", "lord", "port", "prince", "princess", "queen", "saint", "st",
]);

/// First words of a sentence, and words of titles.
#[rustfmt::skip]
pub(in super::super) const NO_NAMES: WordList = WordList::of(&[
    "a", "all", "an", "and", "any", "as", "both", "each", "every", "her", "his", "if", "my", "no",
    "one", "our", "since", "that", "the", "their", "when", "while",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_anybody_is_said_of_persons_only() {
        assert!(PLAIN.iter().all(|word| PERSONAL.holds(word)));
    }
}
