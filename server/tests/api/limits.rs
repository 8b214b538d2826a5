use helpnook_contract::tickets::CreateTicket;

use crate::support::{World, new_ticket, request};

#[tokio::test]
async fn an_address_that_writes_too_often_is_told_when_to_come_back() {
    let world = World::with(|config| config.rate.tickets_per_hour = 2).await;
    let call = CreateTicket { body: new_ticket("Parcel") };
    for key in ["one", "two"] {
        world.call_under(key, "", &call).await.expect("created");
    }
    let refused = world.send(request(&call, "", "three")).await;
    assert_eq!((refused.problem().status, refused.header("retry-after")), (429, "1800"));
    world.call_under("two", "", &call).await.expect("a repeat costs nothing");
    let faulty = CreateTicket { body: new_ticket("") };
    assert_eq!(world.call("", &faulty).await.expect_err("refused").status, 422, "faults are told before");
    world.clock.pass(std::time::Duration::from_secs(1800));
    world.call_under("three", "", &call).await.expect("created");
}
