// Writes findings and the outcome, and ends the execution.
#include "checker/runtime/finish.h"
#include "checker/runtime/file_stream.h"

#include <stdio.h>
#include <sys/syscall.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/crash.h"
#include "checker/runtime/detached.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"
#include "checker/runtime/restarts.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/spans.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

constexpr char kInTest[] =
    "The program ended in the middle of the test. Does your code call exit(), or end its thread?";

[[noreturn]] void Leave() {
  trace::Outcome& outcome = *state.outcome;
  outcome.points = state.points;
  outcome.events = state.events;
  outcome.schedule_hash = state.hash;
  ReportSpans();
  current = nullptr;
  FlushAll();
  if (SeveralProcesses()) KillOthers();
  CleanNames();
  if (outcome.IsFine()) EndInChain();
  Sys(SYS_exit_group, 0);
  __builtin_unreachable();
}

// Where the other access of a race was: the last event of that task on the same bytes. What a
// handler has interrupted is still to come.
void FindOther(trace::Finding& finding) {
  if (finding.address == 0 || state.plan->record_events == 0 || finding.op[1] == Op::kNone) return;
  if (finding.kind == trace::Kind::kDataRace && finding.task[0] == finding.task[1]) return;
  for (uint32_t i = state.outcome->event_count; i > 0; --i) {
    const trace::Event& event = state.region->events[i - 1];
    const bool frees = event.op == Op::kFree;
    if (event.task != finding.task[1] || (event.size == 0 && !frees)) continue;
    if (frees ? event.object != finding.block || finding.op[1] != Op::kFree
              : event.object + event.size <= finding.address ||
                    event.object >= finding.address + finding.size) {
      continue;
    }
    const bool reads = event.op == Op::kRead || event.op == Op::kAtomicLoad;
    const bool wants_read = finding.op[1] == Op::kRead || finding.op[1] == Op::kAtomicLoad;
    if (reads != wants_read) continue;
    trace::Stack& stack = finding.stack[1];
    for (stack.count = 0; stack.count < trace::kEventFrames && event.pc[stack.count] != 0;) {
      stack.pc[stack.count] = event.pc[stack.count];
      ++stack.count;
    }
    return;
  }
}

}  // namespace

bool Ignored(trace::Kind kind) {
  return (state.plan->ignore >> static_cast<uint32_t>(kind) & 1) != 0;
}

void FillStack(const Task* task, uint32_t pc, trace::Stack& stack) {
  stack.count = 0;
  if (pc != 0) stack.pc[stack.count++] = pc;
  for (uint32_t i = task->depth; i > 0 && stack.count < trace::kFrames; --i) {
    if (i > kCallDepth || task->calls[i - 1].pc == 0) continue;
    stack.pc[stack.count++] = task->calls[i - 1].pc;
  }
}

void FillPlace(uintptr_t address, trace::Finding& finding) {
  const Task* owner = StackOwner(address);
  if (owner != nullptr) finding.stack_task = owner->id;
  const Block* block = BlockAround(address);
  if (block == nullptr) return;
  finding.block = PlaceOf(Begin(block));
  finding.block_size = block->size;
  finding.block_task = block->made_by;
  for (uint32_t i = 0; i < kBlockFrames && block->made_at[i] != 0; ++i) {
    finding.allocated.pc[finding.allocated.count++] = block->made_at[i];
  }
}

trace::Finding& Found(trace::Kind kind, uint32_t pc) {
  trace::Finding& finding = state.outcome->finding;
  finding.kind = kind;
  finding.task[0] = current->id;
  finding.task[1] = trace::kMaxTasks;
  finding.stack_task = trace::kMaxTasks;
  FillStack(current, pc, finding.stack[0]);
  return finding;
}

void EndWithFinding() {
  FindOther(state.outcome->finding);
  state.outcome->end = trace::End::kCompleted;
  Leave();
}

void Report(trace::Kind kind, uint32_t pc, const char* text) {
  if (Ignored(kind)) return;
  trace::Finding& finding = Found(kind, pc);
  Text(finding.text, sizeof finding.text) << text;
  EndWithFinding();
}

void Misuse(uint32_t pc, Op op, uintptr_t address, const char* text) {
  if (Ignored(trace::Kind::kLockMisuse)) return;
  trace::Finding& finding = Found(trace::Kind::kLockMisuse, pc);
  finding.op[0] = op;
  finding.address = PlaceOf(address);
  FillPlace(address, finding);
  Text(finding.text, sizeof finding.text) << text;
  EndWithFinding();
}

void Stop(trace::End end, const char* text) {
  trace::Finding& finding = state.outcome->finding;
  if (current != nullptr) FillStack(current, current->pending.pc, finding.stack[0]);
  Text(finding.text, sizeof finding.text) << text;
  state.outcome->end = end;
  Leave();
}

void FinishExecution() {
  ReportCrashes(false);
  if (state.in_test) Report(trace::Kind::kAssertion, 0, kInTest);
  Stop(trace::End::kCompleted, "");
}

void Complete(int exit_code) {
  CompleteWrite(current);
  exit_code &= 255;  // as the parent is told
  if (here != 0) EndProcess(exit_code << 8);
  state.outcome->exit_code = static_cast<uint8_t>(exit_code);
  if (state.leaving) Stop(trace::End::kCompleted, "");
  if (state.in_test) Report(trace::Kind::kAssertion, current->pending.pc, kInTest);
  if (exit_code != 0 && !Ignored(trace::Kind::kAssertion)) {
    trace::Finding& finding = Found(trace::Kind::kAssertion, current->pending.pc);
    Text(finding.text, sizeof finding.text)
        << "The program ended with exit code " << static_cast<long>(exit_code) << ".";
    EndWithFinding();
  }
  LetDetachedEnd();
  if (SeveralProcesses()) {
    ReportCrashes(true);
    ReportZombies();
    EndProcess(0);
  }
  state.outcome->end = trace::End::kCompleted;
  Leave();
}

trace::Event* RecordEvent(Op op, uintptr_t object, uint32_t size, uint32_t pc) {
  trace::Outcome& outcome = *state.outcome;
  if (outcome.event_count == trace::kMaxEvents) return nullptr;
  trace::Event& event = state.region->events[outcome.event_count++];
  event = {};
  event.task = current->id;
  event.op = op;
  event.size = static_cast<uint8_t>(size < 255 ? size : 255);
  event.other = trace::kMaxTasks;
  event.object = PlaceOf(object);
  trace::Stack stack;
  FillStack(current, pc, stack);
  for (uint32_t i = 0; i < trace::kEventFrames && i < stack.count; ++i) event.pc[i] = stack.pc[i];
  if (size != 0 && size <= 8) event.before = event.after = LoadValue(object, size);
  return &event;
}

}  // namespace racelab::rt
