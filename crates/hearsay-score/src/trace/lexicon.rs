//! Words and patterns that synthetic statements are made of.

/// People and bodies.
pub const WHO: &str = "ministry council committee union company government board agency opposition cabinet regulator parliament court tribunal \
university hospital airline railway shipyard refinery bank insurer museum archive orchestra academy brigade coastguard embassy consulate delegation \
commission federation syndicate cooperative charity foundation laboratory observatory parish diocese militia battalion squadron garrison senate \
assembly municipality prefecture province republic kingdom islanders farmers fishermen teachers nurses drivers miners weavers beekeepers students \
pensioners tenants landlords shareholders lenders traders exporters importers smugglers divers engineers geologists surveyors architects historians";

/// Things.
pub const WHAT: &str = "bridge harbour tunnel pipeline reservoir dam vineyard orchard glacier lighthouse ferry tram locomotive turbine reactor \
substation antenna satellite telescope microscope vaccine antibiotic serum harvest drought flood avalanche earthquake wildfire blackout strike \
boycott embargo tariff subsidy pension mortgage dividend surplus deficit budget treaty ceasefire corridor border checkpoint visa passport census \
referendum ballot petition charter statute ordinance verdict appeal ransom cargo container crate barrel ledger receipt manuscript fresco mosaic \
cathedral monastery quarry mine furnace kiln loom spindle compass anchor rudder propeller mast keel runway hangar warehouse depot granary silo \
greenhouse beehive aqueduct canal sluice levee culvert catapult cannon mortar helmet uniform medal statue fountain carousel theatre stadium velodrome \
syllabus thesis lecture seminar almanac atlas dictionary encyclopaedia sermon hymn sonata overture ballad sonnet novel pamphlet leaflet billboard";

/// How things are.
pub const HOW: &str = "northern southern eastern western coastal alpine rural urban ancient modern temporary permanent secret public private \
illegal lawful reckless cautious generous stingy fragile robust rusty polished frozen flooded scorched abandoned restored disputed neutral \
hostile friendly joint separate annual monthly seasonal overdue premature accurate misleading forged genuine costly cheap profitable bankrupt \
radioactive magnetic electric wooden marble copper leaden golden bitter gentle narrow crooked hollow steep shallow remote crowded silent deafening";

/// What is done to things.
pub const DO: &str = "repair rebuild demolish inspect inherit mortgage insure auction seize return bury excavate flood drain widen narrow \
paint photograph measure catalogue smuggle export import subsidise tax ban license rename relocate dismantle weld solder polish sharpen \
postpone cancel approve reject amend translate publish censor burn freeze evacuate blockade besiege patrol surrender ratify denounce \
privatise nationalise refinance underwrite audit forge certify verify duplicate encrypt decode broadcast rehearse conduct compose sponsor";

/// Where.
pub const WHERE: &str = "Norland Sudmark Eastport Westhaven Alderney Brackwater Cawdor Dunmere Elsinby Farrowdale Gallowgate Hexwick Ilmarsh \
Jarrowmouth Kettering Lunstead Marrowby Netherfold Ostwick Pellworth Quarrington Ravenscar Saltash Thornaby Ulverton Vexford Wexcombe Yarlside \
Zennor Ambervale Birchgrove Coldharbour Drumfort Edgewater Fernhollow Greycliff Highmoor Ironbridge Juniper Kingsferry Larkspur";

/// When.
pub const WHEN: &str = "spring summer autumn winter Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June \
July August September October November December Easter Christmas midnight noon dawn dusk midsummer";

/// Before a thing or a body.
pub const WHICH: &str = "the a this that our their his her no every another some my your its one";

/// Before what is done.
pub const WILL: &str = "will would must should cannot may might did does shall could never always hardly seldom";

/// Before a place or a time.
pub const AT: &str =
    "in near from beyond towards around outside before after since until during through without against despite";

/// Between two clauses.
pub const JOINS: [&str; 14] = [
    ". ",
    ". ",
    ", and ",
    "; ",
    ", but ",
    ". And yet ",
    " – ",
    ", because ",
    " while ",
    ", so ",
    " unless ",
    ", although ",
    " if ",
    ", as ",
];
