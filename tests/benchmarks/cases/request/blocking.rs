//! The blocking client against ureq, which a user without async code would choose.

use super::callers::{PATH, TIMEOUT, request};
use crate::Result;
use crate::by_hand::Update;
use crate::by_hand::filter::Filter;
use crate::by_hand::response::{Body, Headers, Response};
use crate::measure::child::Turns;
use crate::measure::instructions;
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use sentinelone_sdk::blocking::Client;
use std::hint::black_box;
use std::net::SocketAddr;
use std::process::Command;
use ureq::Agent;

/// One way to send the request without async code.
pub trait BlockingCaller: Sized {
    /// Creates a client for the server.
    fn new(server: SocketAddr) -> Result<Self>;

    /// Builds the request, sends it and reads the response.
    fn call(&self) -> Result<()>;
}

/// The SDK with a rate limit that is never reached.
pub struct Sdk(Client);

impl BlockingCaller for Sdk {
    fn new(server: SocketAddr) -> Result<Self> {
        let builder = Client::builder(format!("http://{server}"), "token");
        let builder = builder.with_rate_limit(u32::MAX, u32::MAX);
        Ok(Self(builder.build_blocking()?))
    }

    fn call(&self) -> Result<()> {
        black_box(self.0.send(&request())?);
        Ok(())
    }
}

/// ureq with handwritten types: the documented headers as text, the body as structs.
pub struct Ureq {
    agent: Agent,
    url: String,
}

impl BlockingCaller for Ureq {
    fn new(server: SocketAddr) -> Result<Self> {
        let config = Agent::config_builder().timeout_global(Some(TIMEOUT));
        Ok(Self {
            agent: config.build().new_agent(),
            url: format!("http://{server}{PATH}"),
        })
    }

    fn call(&self) -> Result<()> {
        let filter = Filter::new()
            .ids(["1488938160436018741"])
            .site_ids(["225494730938493804"])
            .os_types(["windows"]);
        let update = Update::new("resolved", filter).analyst_verdict("false_positive");
        let request = self.agent.post(&self.url);
        let request = request.header("authorization", "ApiToken token");
        let mut response = request.send_json(&update)?;
        black_box(Response {
            status_code: response.status().as_u16(),
            headers: Headers::read(response.headers()),
            body: response.body_mut().read_json::<Body>()?,
        });
        Ok(())
    }
}

/// Calls the server this many times, on one connection.
pub fn repeat<C: BlockingCaller>(arguments: &[String]) -> Result<()> {
    let [server, times] = arguments else {
        return Err("expected the server's address and the number of repetitions".into());
    };
    let (caller, times) = (C::new(server.parse()?)?, times.parse::<u64>()?);
    for _ in 0..times {
        caller.call()?;
    }
    Ok(())
}

/// Measures sequential calls in separate processes.
pub fn rows(settings: &Settings, server: SocketAddr) -> Result<[Row; 3]> {
    let calls = if settings.quick { 1 } else { 4_000 };
    let program = std::env::current_exe()?;
    let server = server.to_string();
    let [sdk, ureq] = ["blocking-sdk", "blocking-ureq"].map(|name| {
        let mut command = Command::new(&program);
        command
            .args(["child", name, &server])
            .arg(calls.to_string());
        command
    });
    let turns = Turns::run(settings.rounds(), [&sdk, &ureq])?;
    let count = |name: &str| {
        instructions::per_repetition(
            settings,
            program.as_os_str(),
            &["child", name, &server],
            (10, 110),
        )
    };
    let instructions = match (count("blocking-sdk")?, count("blocking-ureq")?) {
        (Some(sdk), Some(ureq)) => Figure::Ratio(Ratio::of_counts(sdk, ureq)),
        _ => Figure::Missing(instructions::UNCOUNTED),
    };
    let row = |what: &str, figure| Row {
        what: format!("{what} of the blocking client"),
        against: "ureq with types".to_owned(),
        figure,
        target: Target::Informative,
    };
    Ok([
        row("time per request", Figure::Ratio(turns.wall())),
        row("CPU time per request", Figure::Ratio(turns.cpu())),
        row("instructions per request", instructions),
    ])
}
