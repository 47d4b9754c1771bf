//! Holds the words the records are made of: organisations, themes, places, sentences; all invented.

/// An organisation of the network; `id` also begins the ids of its two contacts.
pub(super) struct Organisation {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) service: &'static str,
}

const fn body(
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    service: &'static str,
) -> Organisation {
    Organisation { id, name, kind, service }
}

/// The body whose departments stand on our side of every collaboration.
pub(super) const COUNCIL: Organisation =
    body("council", "Fellmere District Council", "local-authority", "Local government");

pub(super) const OURS: [Organisation; 6] = [
    body("parks", "Parks and Open Spaces", "department", "Parks, paths and play areas"),
    body("library", "Libraries and Learning", "department", "Branch and mobile libraries"),
    body("streets", "Highways and Streets", "department", "Lighting, crossings and kerbs"),
    body("youth", "Youth and Play", "department", "Clubs and detached youth work"),
    body("planning", "Planning and Place", "department", "Plans, grants and town centres"),
    body("advice", "Welfare and Advice", "department", "Debt, benefit and energy advice"),
];

pub(super) const THEIRS: [Organisation; 17] = [
    body("college", "Fellmere College", "academic", "Evening and day-release courses"),
    body("hospital", "Tarn Valley Hospital Trust", "nhs", "Clinics and rehabilitation"),
    body("rivers", "Tarn Rivers Trust", "charity", "Surveys and bank repair"),
    body("homes", "Wayside Homes", "company", "Social housing and repairs"),
    body("fire", "Tarn Valley Fire Service", "fire", "Home visits and drills"),
    body("police", "Tarn Valley Police", "police", "Neighbourhood patrols"),
    body("theatre", "Old Mill Theatre", "charity", "Stage, workshops and café"),
    body("growers", "Fellmere Growers", "membership-body", "Plots, seed and tools"),
    body("traders", "High Street Traders", "membership-body", "Events and shared fronts"),
    body("larder", "The Open Larder", "charity", "Food parcels and cooking"),
    body("carers", "Carers' Circle", "community", "Sitting service and meetings"),
    body("buses", "Fellside Buses", "company", "Town and valley routes"),
    body("farmers", "Upland Farmers", "membership-body", "Grazing and walling"),
    body("power", "Tarn Community Power", "company", "Shared roofs and batteries"),
    body("museum", "Museum of Weaving", "charity", "Collections and school visits"),
    body("border", "Borderdale Council", "local-authority", "Local government next door"),
    body("weather", "Upland Weather Office", "central-government", "Flood and frost notices"),
];

/// What a collaboration is about. `words` begins its id; `serves` is an objective of ours.
pub(super) struct Theme {
    pub(super) words: &'static str,
    pub(super) title: &'static str,
    pub(super) serves: &'static str,
    pub(super) aim: &'static str,
    pub(super) need: &'static str,
    pub(super) objective: &'static str,
    pub(super) unit: &'static str,
    pub(super) outcome: &'static str,
    pub(super) actions: [&'static str; 2],
    pub(super) risk: &'static str,
    pub(super) remedy: &'static str,
}

pub(super) const THEMES: [Theme; 8] = [
    Theme {
        words: "mended-paths",
        title: "Mended paths",
        serves: "so-outdoors",
        aim: "Every path can be walked in ordinary shoes all winter.",
        need: "A third of the paths flood each winter and close for weeks at a time.",
        objective: "Drain and resurface the worst paths",
        unit: "paths",
        outcome: "More people walk to work and school",
        actions: ["Survey the paths and rank them", "Lay drains on the ten worst paths"],
        risk: "Wet ground keeps machines off the site",
        remedy: "Hand tools and a spare fortnight in June",
    },
    Theme {
        words: "evening-classes",
        title: "Evening classes",
        serves: "so-learning",
        aim: "Adults can learn a trade without leaving the district.",
        need: "The nearest course is an hour away and the last bus back leaves before it ends.",
        objective: "Run courses in branch libraries",
        unit: "courses",
        outcome: "Learners move on to paid work",
        actions: ["Fit out two rooms for teaching", "Open enrolment for the autumn"],
        risk: "Too few tutors for the evenings offered",
        remedy: "List of tutors shared with other colleges",
    },
    Theme {
        words: "bright-crossings",
        title: "Bright crossings",
        serves: "so-streets",
        aim: "Nobody is hurt while crossing the road in the dark.",
        need: "Half of the injuries on foot happen at five unlit crossings in the winter months.",
        objective: "Light and raise the listed crossings",
        unit: "crossings",
        outcome: "Fewer people are hurt on foot",
        actions: ["Agree the list of crossings", "Fit lamps at the first six crossings"],
        risk: "Lamps arrive after the clocks change",
        remedy: "Hire mobile lamps for eight weeks",
    },
    Theme {
        words: "shared-kitchen",
        title: "Shared kitchen",
        serves: "so-warmth",
        aim: "A hot meal and company are there for whoever wants them.",
        need: "Parcels go to more households every month and many have no means to cook them.",
        objective: "Serve meals three days a week",
        unit: "meals a week",
        outcome: "Fewer households ask for parcels",
        actions: ["Bring the kitchen up to grade five", "Train helpers for a third day"],
        risk: "Surplus food dries up in summer",
        remedy: "Standing order with two growers",
    },
    Theme {
        words: "river-watch",
        title: "River watch",
        serves: "so-outdoors",
        aim: "The river is clean enough to paddle in by the bridge.",
        need: "Nobody samples the river between the works and the weir, and fish die each July.",
        objective: "Sample the river every fortnight",
        unit: "samples",
        outcome: "Spills are found and stopped sooner",
        actions: ["Choose the sampling points", "Publish the first season of results"],
        risk: "High water makes the banks unsafe",
        remedy: "Sample from bridges in pairs",
    },
    Theme {
        words: "first-jobs",
        title: "First jobs",
        serves: "so-learning",
        aim: "Every school leaver who wants one has an offer of work.",
        need: "Small firms cannot spare time to train, and leavers are told to come back later.",
        objective: "Place leavers with local firms",
        unit: "placements",
        outcome: "Leavers are still in work after a year",
        actions: ["Write the guide for host firms", "Match the spring group with hosts"],
        risk: "Hosts withdraw when trade is slow",
        remedy: "Two reserve hosts in each trade",
    },
    Theme {
        words: "dry-cellars",
        title: "Dry cellars",
        serves: "so-warmth",
        aim: "Homes by the beck stay dry and insured.",
        need: "Forty homes flooded twice in three years and most can no longer be insured.",
        objective: "Fit flood doors and pumps",
        unit: "homes",
        outcome: "Households stay in their homes",
        actions: ["Visit the homes and list the work", "Fit doors on the lower terrace"],
        risk: "Owners cannot be reached in time",
        remedy: "Evening visits and letters by way of tenants",
    },
    Theme {
        words: "late-buses",
        title: "Late buses",
        serves: "so-streets",
        aim: "People without a car can come home after ten.",
        need: "The last bus leaves at seven, so shift workers pay for taxis or stay away.",
        objective: "Run a late bus on four evenings",
        unit: "journeys a week",
        outcome: "More people take evening work",
        actions: ["Count who would ride and when", "Start the summer timetable"],
        risk: "Fares cover less than a third of the cost",
        remedy: "A cap on subsidy and a break clause",
    },
];

pub(super) const PLACES: [&str; 12] = [
    "Harrow Beck",
    "Low Mill",
    "Castle Fold",
    "Station Quarter",
    "Upper Tarn",
    "Priory Green",
    "Dyehouse Lane",
    "North Quay",
    "Market Cross",
    "Lantern Hill",
    "Beacon Moor",
    "Tollgate",
];

pub(super) const NOTES: [&str; 12] = [
    "The work was looked at on site and nothing was left open.",
    "Two smaller points were put right on the same day.",
    "Costs stayed inside the sum set out in the agreement.",
    "A short summary went to both steering members by email.",
    "Neighbours were told beforehand and raised no objection.",
    "The next step can start as soon as the materials are in.",
    "Bad weather took three days, which the plan allowed for.",
    "Volunteers gave more hours than anyone had counted on.",
    "We kept the old arrangement running until the new one worked.",
    "Figures were checked against the ledger before they went out.",
    "One supplier changed its price; the second quotation was used.",
    "Access for wheelchairs was tried out and found good.",
];

pub(super) const PRAISE: [&str; 5] = [
    "You answered every question within the day, also when the answer was no.",
    "Your plan for the wet weeks saved us a second visit.",
    "The figures came early and needed no correction.",
    "Your crew left the site cleaner than it was before.",
    "It helped that you brought the objections to us first.",
];

pub(super) const WISHES: [&str; 4] = [
    "Please send the drawings a week before the meeting rather than on the morning.",
    "A single mailbox would spare us three copies of each message.",
    "Tell us when a crew is swapped, so that the keys are with the right people.",
    "The monthly call could be half as long with an agenda.",
];

pub(super) const EVIDENCE: [&str; 4] = [
    "Shared folder / records",
    "Register of works",
    "Minutes of the joint meeting",
    "Inspection sheet",
];
