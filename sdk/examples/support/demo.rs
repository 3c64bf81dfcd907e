//! The console of the demo.

use sentinelone_sdk::mock::{Console, ConsoleThreat, Role};
use sentinelone_sdk::{AnalystVerdict, Client, ClientBuilder, IncidentStatus, OsType, Timestamp};

/// The token that the console accepts.
const TOKEN: &str = "demo";

/// The site of the first three threats.
pub const SITE: &str = "225494730938493804";

/// The first threats: an unresolved one with a verdict, one without a verdict, and a resolved one.
pub const IDS: [&str; 3] = [
    "1488938160436018741",
    "1488938160436018742",
    "1488938160436018743",
];

/// The number of further threats, which have a verdict and are unresolved.
const MORE: usize = 40;

/// Returns the ids of the threats that have a verdict, so that the console resolves them.
pub fn decided() -> Vec<String> {
    let [first, _, third] = IDS;
    let more = (0..MORE).map(id);
    [first, third]
        .map(str::to_owned)
        .into_iter()
        .chain(more)
        .collect()
}

/// Returns the id of one of the further threats.
fn id(at: usize) -> String {
    format!("14889381604370{at:05}")
}

/// Returns the builder of a client of a console in memory.
pub fn client() -> ClientBuilder {
    let builder = Client::builder("https://demo.sentinelone.net", TOKEN);
    builder.with_transport(console().transport())
}

fn console() -> Console {
    let console = Console::new();
    console.add_token(TOKEN, Role::Analyst);
    let [first, second, third] = IDS.map(|id| {
        let threat = ConsoleThreat::new(id).with_site_id(SITE);
        threat.with_created_at(Timestamp::days_ago(90))
    });
    let first = first.with_threat_name("invoice.exe");
    console.add_threat(first.with_analyst_verdict(AnalystVerdict::TruePositive));
    console.add_threat(second.with_threat_name("setup.msi"));
    let third = third.with_analyst_verdict(AnalystVerdict::FalsePositive);
    console.add_threat(third.with_incident_status(IncidentStatus::Resolved));
    for at in 0..MORE {
        let threat = ConsoleThreat::new(id(at));
        let threat = threat
            .with_computer_name(format!("server-{at}"))
            .with_os_type(OsType::Linux)
            .with_created_at(Timestamp::days_ago(1));
        console.add_threat(threat.with_analyst_verdict(AnalystVerdict::TruePositive));
    }
    console
}
