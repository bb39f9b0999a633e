// Lab 23: lets processes share slots, and counts in shared memory how many are inside at once.
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "car_park.h"
#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"
#include "labs/kit/handled.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/watched.h"

namespace {

// Exit codes of a car that is not content.
constexpr int kRefused = 2;
constexpr int kTooMany = 3;
constexpr int kOutside = 4;

const char* Reason(int code) {
  switch (code) {
    case kRefused: return ": it got no slot, although one was free";
    case kTooMany: return ": it is inside, although all slots were taken";
    case kOutside: return ": Leave() returned false, although it was inside";
    default: return "";
  }
}

void ExpectAllOk(const std::vector<kit::Fate>& fates) {
  for (size_t i = 0; i < fates.size(); ++i)
    EXPECT_TRUE(fates[i].Ok()) << "car " << i << " " << fates[i] << Reason(fates[i].code);
}

// A name of its own for each test, always as long, so that the explorer sees the same steps.
std::string NewName() {
  return "/racelab-23-" + std::to_string(1'000'000'000 + std::random_device()() % (1 << 30));
}

// How many are inside, counted by the cars themselves.
using Count = kit::Shared<std::atomic<int>>;

void Arrive(const Count& inside, int slots) {
  if (++*inside > slots) _exit(kTooMany);
}

void Depart(CarPark& park, const Count& inside) {
  --*inside;
  if (!park.Leave()) _exit(kOutside);
}

void Visit(CarPark& park, const Count& inside, int slots) {
  park.Enter();
  Arrive(inside, slots);
  Depart(park, inside);
}

// Takes a slot, then has a child do the same, until all `free` slots are taken and nobody else gets
// in; then all leave again.
void FillUp(CarPark& park, int free) {
  const bool got = park.TryEnter();
  if (got != (free > 0)) _exit(got ? kTooMany : kRefused);
  if (!got) return;
  const kit::Fate fate = kit::RunProcess([&] { FillUp(park, free - 1); });
  if (!fate.Ok()) _exit(fate.exited ? fate.code : 1);
  if (!park.Leave()) _exit(kOutside);
}

void ExpectFree(CarPark& park, int free) {
  ExpectAllOk({kit::RunProcess([&] { FillUp(park, free); })});
}

TEST(Functional, AllSlotsAndNoMore) {
  for (int slots : {1, 3, 100}) {
    CarPark park(NewName(), slots);
    ExpectFree(park, slots);
    ExpectFree(park, slots);
  }
}

// More than any table of cars has lines, one after the other.
TEST(Functional, ManyCarsComeAndGo) {
  CarPark park(NewName(), 1);
  const Count inside(0);
  for (int i = 0; i < 300; ++i) {
    const kit::Fate fate = kit::RunProcess([&] {
      if (!park.TryEnter()) _exit(kRefused);
      Arrive(inside, 1);
      Depart(park, inside);
    });
    ASSERT_TRUE(fate.Ok()) << "car " << i << " " << fate << Reason(fate.code);
  }
}

TEST(Functional, TwoCarParks) {
  CarPark north(NewName(), 1);
  CarPark south(NewName(), 2);
  north.Enter();
  EXPECT_FALSE(south.Leave()) << "this process is inside the other one";
  ExpectFree(south, 2);
  ExpectFree(north, 0);
  south.Enter();
  EXPECT_TRUE(north.Leave());
  EXPECT_TRUE(south.Leave());
  ExpectFree(north, 1);
  ExpectFree(south, 2);
}

TEST(Functional, LeavingOutsideChangesNothing) {
  CarPark park(NewName(), 1);
  EXPECT_FALSE(park.Leave());
  park.Enter();
  EXPECT_TRUE(park.Leave());
  EXPECT_FALSE(park.Leave());
  ExpectFree(park, 1);
  ExpectFree(park, 1);
}

// The child is outside: it cannot leave for its parent, neither by Leave() nor by going away.
TEST(Functional, AChildIsNotInsideLikeItsParent) {
  auto park = std::make_unique<CarPark>(NewName(), 1);
  park->Enter();
  const kit::Fate fate = kit::RunProcess([&] {
    if (park->Leave()) _exit(1);
    park.reset();
  });
  EXPECT_TRUE(fate.Ok()) << "a child of the car that is inside left in its parent's place";
  ExpectFree(*park, 0);
  EXPECT_TRUE(park->Leave());
  ExpectFree(*park, 1);
}

TEST(Functional, WhoDestroysItsCopyLeaves) {
  auto park = std::make_unique<CarPark>(NewName(), 2);
  park->Enter();
  ExpectAllOk({kit::RunProcess([&] {
    park->Enter();
    park.reset();
  })});
  ExpectFree(*park, 1);
}

// The maker of an earlier car park is killed while a car is inside. Its name is used again, and
// only then does the car leave.
TEST(Functional, AnEarlierOneOfThisNameDoesNotCount) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // the car becomes a child of this process when its maker dies
  const std::string name = NewName();
  int ends[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  const pid_t maker = fork();
  if (maker == 0) {
    CarPark park(name, 1);
    if (fork() != 0) {
      for (;;) pause();
    }
    close(ends[0]);
    const pid_t car = park.TryEnter() ? getpid() : 0;
    char byte;
    if (write(ends[1], &car, sizeof car) > 0 && read(ends[1], &byte, 1) == 1) park.Leave();
    _exit(0);
  }
  close(ends[1]);
  pid_t car = 0;
  EXPECT_TRUE(read(ends[0], &car, sizeof car) == sizeof car && car != 0) << "it was refused";
  kill(maker, SIGKILL);
  kit::WaitFor(maker);
  CarPark park(name, 1);
  ExpectFree(park, 1);
  park.Enter();
  EXPECT_EQ(write(ends[0], "x", 1), 1);
  close(ends[0]);
  if (car != 0) kit::WaitFor(car);  // whatever became of it
  ExpectFree(park, 0);
}

// Several makers were killed, one after the other. Nothing of them is left in the end.
TEST(Functional, SeveralEarlierOnesOfThisName) {
  const std::string name = NewName();
  for (int i = 0; i < 3; ++i) {
    const kit::Fate fate = kit::RunProcess([&] {
      CarPark park(name, 2);
      park.Enter();
      kill(getpid(), SIGKILL);
    });
    EXPECT_EQ(fate.signal, SIGKILL);
  }
  CarPark park(name, 2);
  ExpectFree(park, 2);
}

TEST(Explore, TwoWantOneSlot) {
  CarPark park(NewName(), 1);
  const Count inside(0);
  ExpectAllOk(kit::RunProcesses(2, [&](int) {
    Visit(park, inside, 1);
    Visit(park, inside, 1);
  }));
  ExpectFree(park, 1);
}

TEST(Explore, ThreeWantTwoSlots) {
  CarPark park(NewName(), 2);
  const Count inside(0);
  ExpectAllOk(kit::RunProcesses(3, [&](int) { Visit(park, inside, 2); }));
}

// Two leave while two wait: both get a slot, also when the second one leaves before the first has
// woken up.
TEST(Explore, FourWantTwoSlots) {
  CarPark park(NewName(), 2);
  const Count inside(0);
  ExpectAllOk(kit::RunProcesses(4, [&](int) { Visit(park, inside, 2); }));
}

// Who gets a slot keeps it until both have tried: a TryEnter() that waits would wait for ever.
void TryAtOnce(int slots) {
  CarPark park(NewName(), slots);
  const Count got(0);
  const kit::Shared<kit::Rendezvous> both_tried(2);
  ExpectAllOk(kit::RunProcesses(2, [&](int) {
    const bool mine = park.TryEnter();
    if (mine) ++*got;
    both_tried->Meet();
    if (park.Leave() != mine) _exit(kOutside);
  }));
  EXPECT_EQ(*got, slots) << "cars got in, of two that tried at once";
}

TEST(Explore, TwoTryForOneSlot) { TryAtOnce(1); }

TEST(Explore, TwoTryForTwoSlots) { TryAtOnce(2); }

// Each destroys its copy when it has left. For the others nothing changes.
TEST(Explore, TheyGoAwayOneByOne) {
  auto park = std::make_unique<CarPark>(NewName(), 1);
  const Count inside(0);
  ExpectAllOk(kit::RunProcesses(3, [&](int) {
    Visit(*park, inside, 1);
    park.reset();
  }));
}

// Each destroys its copy while it is inside, which makes room for one who waits.
TEST(Explore, WhoGoesAwayMakesRoom) {
  auto park = std::make_unique<CarPark>(NewName(), 1);
  const Count inside(0);
  ExpectAllOk(kit::RunProcesses(2, [&](int) {
    park->Enter();
    Arrive(inside, 1);
    --*inside;
    park.reset();
  }));
  ExpectFree(*park, 1);
}

// Every call that waits is interrupted once.
TEST(Faults, Interrupted) {
  CarPark park(NewName(), 1);
  const Count inside(0);
  park.Enter();
  ++*inside;
  const pid_t car = fork();
  if (car == 0) {
    Visit(park, inside, 1);
    _exit(0);
  }
  sched_yield();  // the car may come before this one leaves
  Depart(park, inside);
  Visit(park, inside, 1);
  ExpectAllOk({kit::WaitFor(car)});
  ExpectFree(park, 1);
}

// The maker dies at any step. Then the name is used again.
TEST(Crash, TheMakerDies) {
  const std::string name = NewName();
  const pid_t maker = fork();
  if (maker == 0) {
    kit::MayDie();
    CarPark park(name, 2);
    park.Enter();
    park.Leave();
    park.Enter();
    _exit(0);
  }
  kit::WaitFor(maker);
  CarPark park(name, 2);
  ExpectFree(park, 2);
}

TEST(Stress, FourCarsThreeSlots) {
  CarPark park(NewName(), 3);
  const Count inside(0);
  const int visits = kit::RandomBetween(100, 200);
  ExpectAllOk(kit::RunProcesses(4, [&](int) {
    for (int i = 0; i < visits; ++i) Visit(park, inside, 3);
  }));
  ExpectFree(park, 3);
}

// All slots are taken, and one more waits. It gets the slot that is given back, whichever that is.
void ExpectAnySlotWillDo(int leaver) {
  constexpr int kSlots = 3;
  CarPark park(NewName(), kSlots);
  const Count inside(0);
  const kit::Shared<sem_t> may_leave[kSlots];
  std::vector<pid_t> cars;
  for (int i = 0; i < kSlots; ++i) {
    sem_init(&*may_leave[i], 1, 0);
    cars.push_back(fork());
    if (cars.back() == 0) {
      park.Enter();
      Arrive(inside, kSlots);
      while (sem_wait(&*may_leave[i]) != 0) {
      }
      Depart(park, inside);
      _exit(0);
    }
    while (*inside <= i) sched_yield();
  }
  const pid_t waits = fork();
  if (waits == 0) {
    Visit(park, inside, kSlots);
    _exit(0);
  }
  kit::ProcessFallsAsleepWithin(waits, 0.2);
  sem_post(&*may_leave[leaver]);
  ExpectAllOk({kit::WaitFor(waits)});
  for (int i = 0; i < kSlots; ++i) {
    if (i != leaver) sem_post(&*may_leave[i]);
  }
  for (pid_t car : cars) ExpectAllOk({kit::WaitFor(car)});
}

TEST(Stress, AnySlotWillDo) {
  for (int leaver : {0, 2, 1, 1, 0, 2}) ExpectAnySlotWillDo(leaver);
}

const kit::Handled* handled = nullptr;  // for the handler, which gets no argument

void OnSignal(int) { handled->Note(); }

// Sends SIGUSR1 to `process` several times, each time when it sleeps, and waits until it is
// handled.
void Interrupt(pid_t process) {
  for (int i = 0; i < 5; ++i) {
    for (int looks = 0; looks < 300; ++looks) {
      const std::string state = kit::StatusOf(process, "State:");
      if (state == "S" || state == "Z") break;
      sched_yield();
    }
    kill(process, SIGUSR1);
    if (handled->Await()) continue;
    ADD_FAILURE() << "a signal was not handled while Enter() waited";
    return;
  }
}

TEST(Stress, ASignalIsNoSlot) {
  struct sigaction action = {};
  action.sa_handler = OnSignal;  // no SA_RESTART: calls that wait fail with EINTR
  sigaction(SIGUSR1, &action, nullptr);
  const kit::Handled notes;
  handled = &notes;
  CarPark park(NewName(), 1);
  const Count inside(0);
  park.Enter();
  ++*inside;
  const pid_t car = fork();
  if (car == 0) {
    Visit(park, inside, 1);
    _exit(0);
  }
  Interrupt(car);
  Depart(park, inside);
  ExpectAllOk({kit::WaitFor(car)});
  ExpectFree(park, 1);
}

}  // namespace
