//! What rules see: what all collaborations share, one collaboration, its files as such, the whole.
//! Nothing is checked here.

use super::{Rule, Traces, Waivers};
use crate::document::{Document, Source};
use crate::model::date::Date;
use crate::model::declare::{Significance, Walk};
use crate::model::dossier::Dossier;
use crate::model::frame::{FileKind, Frame};
use crate::model::reckon::Reckoning;
use crate::store::{History, Oddity, Workspace};

/// What every rule sees: settings and network, and the day.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Settings and network.
    pub frame: Frame<'a>,
    /// The texts of those.
    pub sources: &'a [Source],
    /// Their trees, by the same index.
    pub documents: &'a [Document<'a>],
    /// What each of them is, by the same index.
    pub kinds: &'a [FileKind],
    /// What stands among them, or among the collaborations, and has no place there.
    pub oddities: &'a [Oddity],
    /// The day that counts as today.
    pub today: Date,
    /// What is gathered for the rules about the network; nothing unless all of the workspace is
    /// looked at.
    pub traces: Option<Traces>,
    /// The rules that run.
    pub rules: Vec<&'static Rule>,
    /// The waivers in force.
    pub waivers: Waivers<'a>,
    /// The workspace on disk, to ask whether something is there; nothing for a record that only
    /// stands in memory.
    pub workspace: Option<&'a Workspace>,
    /// What became of events since they were committed, where that is asked for.
    pub history: Option<&'a History>,
}

/// One collaboration as the rules see it.
#[derive(Debug)]
pub struct Case<'c, 'a> {
    /// What all collaborations share.
    pub scene: &'c Scene<'a>,
    /// Its files.
    pub dossier: &'c Dossier<'a>,
    /// What is derived from them.
    pub reckoning: &'c Reckoning<'a>,
}

impl Case<'_, '_> {
    /// How much the collaboration matters; nothing where the file that says so is missing or
    /// damaged.
    pub(super) fn significance(&self) -> Option<Significance> {
        let has_head = self.dossier.kinds.contains(&FileKind::Head);
        let known = has_head && !self.dossier.is_kind_damaged(FileKind::Head);
        known.then(|| self.dossier.significance())
    }
}

/// Files as such: their text, what was found in it, and what stands among them.
#[derive(Debug)]
pub struct Files<'c, 'a> {
    /// What all collaborations share.
    pub scene: &'c Scene<'a>,
    /// The collaboration they belong to; nothing for those that all share.
    pub dossier: Option<&'c Dossier<'a>>,
    /// What is derived from that collaboration.
    pub reckoning: Option<&'c Reckoning<'a>>,
    /// The texts.
    pub sources: &'c [Source],
    /// The trees, by the same index.
    pub documents: &'c [Document<'a>],
    /// What each is, by the same index.
    pub kinds: &'c [FileKind],
    /// What was found when they were read.
    pub walk: &'c Walk<'a>,
    /// What has no place among them.
    pub oddities: &'c [Oddity],
}

/// A workspace as a whole.
#[derive(Debug)]
pub struct Portfolio<'c, 'a> {
    /// Settings and network.
    pub scene: &'c Scene<'a>,
    /// The ids of all collaborations.
    pub collaborations: &'c [String],
    /// The highest significance of any of them; nothing where there are none.
    pub significance: Option<Significance>,
}

impl<'a> Case<'_, 'a> {
    /// Who writes for us what all agreed, where nobody is named: the role of ours that carries it all,
    /// or the representative of our one party.
    #[must_use]
    pub fn writer(&self) -> Option<&'a str> {
        let parties = self.dossier.working_parties(self.scene.today);
        let mut ours = parties.filter(|(id, _)| self.dossier.is_ours(&self.scene.frame, id));
        let one = ours.next().filter(|_| ours.next().is_none());
        self.dossier.head.our_lead.or_else(|| one?.1.representative)
    }
}
