// Histories of atomics: what may be read, and what is.
#include "checker/runtime/weak_memory.h"

#include "checker/runtime/decisions.h"
#include "checker/runtime/library_races.h"
#include "checker/runtime/memory_order.h"
#include "checker/runtime/state.h"
#include "checker/runtime/vector_clock.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kStores = AtomicHistory::kStores;

AtomicStore& Newest(AtomicHistory& history) { return history.stores[history.count - 1]; }

void See(AtomicStore& store, Order order) {
  if (order == Order::kSeqCst && store.seq_cst == 0) store.seq_cst = ++state.seq_cst;
  for (uint32_t i = 0; i < store.seen_count; ++i) {
    if (store.seen[i].task == current->id) return;
  }
  if (store.seen_count == AtomicStore::kSeen) {
    store.seen_by_all = true;
  } else {
    store.seen[store.seen_count++] = {current->id, TimeOf(current->epoch)};
  }
}

// Makes room at `index`; the oldest store is forgotten when all places are taken. Returns the new
// one, empty but for its clock's memory.
AtomicStore& Insert(AtomicHistory& history, uint32_t index) {
  uint32_t* clock = nullptr;
  if (history.count == kStores) {
    clock = history.stores[0].released;
    for (uint32_t i = 1; i < kStores; ++i) history.stores[i - 1] = history.stores[i];
    --history.count;
    --index;
  }
  for (uint32_t i = history.count; i > index; --i) history.stores[i] = history.stores[i - 1];
  ++history.count;
  history.stores[index] = {};
  history.stores[index].released = clock;
  return history.stores[index];
}

// Memory that was also written in other ways, or in other sizes, begins anew, as what was written
// last.
AtomicHistory& HistoryAt(SyncObject* object, uintptr_t address, size_t bytes) {
  if (object->history == nullptr) {
    object->history = object->common ? NewCommon<AtomicHistory>() : New<AtomicHistory>();
  }
  AtomicHistory& history = *object->history;
  const uint64_t value = LoadValue(address, bytes);
  if (history.count > 0 && history.bytes == bytes && Newest(history).value == value) return history;
  const AtomicStore last = history.count > 0 ? Newest(history) : AtomicStore{};
  history.bytes = static_cast<uint8_t>(bytes);
  history.count = 1;
  history.stores[0] = last;
  history.stores[0].value = value;
  history.stores[0].modifies = false;
  return history;
}

bool Before(const AtomicStore& store, const uint32_t* clock) {
  for (uint32_t i = 0; clock != nullptr && i < store.seen_count; ++i) {
    if (clock[store.seen[i].task] >= store.seen[i].time) return true;
  }
  return false;
}

// Whether an access of the store comes before a seq_cst fence that comes before what the current
// task does now. Of each task the latest fence counts when any one does: a little too strict.
bool IsFenced(const AtomicStore& store) {
  if (state.seq_cst_clock == nullptr) return false;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (task->fenced == 0 || current->clock[i] < task->fenced) continue;
    if (store.seq_cst != 0 && store.seq_cst <= task->seq_cst) return true;
    if (Before(store, task->seq_cst_clock)) return true;
  }
  return false;
}

// Whether an access of the store comes before what the current task does now, so that it cannot
// get behind it any more.
bool IsPast(const AtomicStore& store, Order order) {
  if (store.seen_by_all || Before(store, current->clock) || IsFenced(store)) return true;
  return order == Order::kSeqCst && (store.seq_cst != 0 || Before(store, state.seq_cst_clock));
}

uint32_t Oldest(const AtomicHistory& history, Order order) {
  uint32_t index = history.count - 1;
  while (index > 0 && !IsPast(history.stores[index], order)) --index;
  return index;
}

// Whether code at `pc` goes `back` so many stores from the newest: as planned, or drawn. 0 is the
// rule.
uint32_t GoBack(uint32_t back, uint32_t pc) {
  if (back == 0 || OfLibrary(pc)) return 0;
  ++state.outcome->older;
  NoteOlder(back);
  uint32_t chosen = 0;
  if (const trace::Decision* planned = Planned(current, About::kAge)) {
    chosen = planned->next <= back ? planned->next : 0;
  } else if (state.plan->older_permille != 0 && state.fair_since == 0 &&
             RandomBelow(1000) < state.plan->older_permille) {
    chosen = 1 + RandomBelow(back);
  }
  if (chosen == 0) return 0;
  LogDecision(current, chosen, Mode::kOlder);
  state.hash = (state.hash ^ chosen) * 0x100000001b3ull;
  return chosen;
}

// What was released at the object itself comes from other operations: a static object's guard is
// read as an atomic and set by a function.
void Acquire(const SyncObject* object, const AtomicStore& store, Order order) {
  if (store.releases) TakeClock(store.released, order);
  if (object->released != nullptr) TakeClock(object->released, order);
}

// `before`: what a read-modify-write goes on with.
void Release(const SyncObject* object, AtomicStore& store, const AtomicStore* before, Order order) {
  const uint32_t* clock = ReleasedBy(order);
  store.releases = clock != nullptr || (before != nullptr && before->releases);
  if (store.releases) {
    if (store.released == nullptr) store.released = NewClockFor(object);
    const bool goes_on = before != nullptr && before->releases;
    Assign(store.released, goes_on ? before->released : clock, state.task_count);
    if (goes_on && clock != nullptr) Join(store.released, clock, state.task_count);
  }
  if (Releases(order)) Tick(current);
}

}  // namespace

bool Weak(size_t bytes) { return state.weak && bytes <= 8 && !Alone(); }

uint64_t WeakLoad(uintptr_t address, size_t bytes, Order order, uint32_t pc, bool may_be_old) {
  SyncObject* object = ObjectAt(address);
  AtomicHistory& history = HistoryAt(object, address, bytes);
  const uint32_t newest = history.count - 1;
  const uint32_t back = may_be_old ? GoBack(newest - Oldest(history, order), pc) : 0;
  AtomicStore& store = history.stores[newest - back];
  See(store, order);
  if (back == 0) SeeNewest(object);
  Acquire(object, store, order);
  NotePair(pc, store.pc);
  return store.value;
}

bool WeakStore(uintptr_t address, size_t bytes, uint64_t value, Order order, uint32_t pc) {
  SyncObject* object = ObjectAt(address);
  AtomicHistory& history = HistoryAt(object, address, bytes);
  // Not between a read-modify-write and what it read.
  uint32_t back = 0, newest = history.count - 1;
  const uint32_t oldest = Oldest(history, order);
  while (newest - back > oldest && !history.stores[newest - back].modifies) ++back;
  back = GoBack(back, pc);
  AtomicStore& store = Insert(history, history.count - back);
  store.value = value;
  store.pc = pc;
  See(store, order);
  Release(object, store, nullptr, order);
  if (back == 0) object->last_write_pc = pc;
  return back == 0;
}

void WeakModify(uintptr_t address, size_t bytes, uint64_t value, Order order, uint32_t pc) {
  SyncObject* object = ObjectAt(address);
  AtomicHistory& history = HistoryAt(object, address, bytes);
  SeeNewest(object);
  See(Newest(history), order);
  Acquire(object, Newest(history), order);
  NotePair(pc, Newest(history).pc);
  AtomicStore& store = Insert(history, history.count);
  store.value = value;
  store.pc = pc;
  store.modifies = true;
  See(store, order);
  Release(object, store, &store - 1, order);
  object->last_write_pc = pc;
}

void WeakFence() {
  if (state.seq_cst_clock == nullptr) state.seq_cst_clock = NewCommonClock();
  Join(state.seq_cst_clock, current->clock, state.task_count);
  if (current->seq_cst_clock == nullptr) current->seq_cst_clock = NewCommonClock();
  Assign(current->seq_cst_clock, state.seq_cst_clock, state.task_count);
  current->seq_cst = state.seq_cst;
  if (current->fenced == 0) current->fenced = TimeOf(current->epoch);
}

}  // namespace racelab::rt
