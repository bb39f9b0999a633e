// Keeps the finding of a crash until it is clear whether somebody looks at how the process ended.
#include "checker/runtime/crash.h"

#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

void Crash(trace::Kind kind, int signal, uint32_t pc, const char* text, bool in_handler) {
  if (here == 0 && Ignored(kind)) Stop(trace::End::kCompleted, "");
  trace::Finding& finding = Found(kind, pc);
  Text(finding.text, sizeof finding.text) << text;
  if (kind == trace::Kind::kException && current->throw_depth != 0) {
    finding.stack[0].count = current->throw_depth;
    for (uint32_t i = 0; i < current->throw_depth; ++i) {
      finding.stack[0].pc[i] = current->throw_stack[i];
    }
  }
  if (here == 0) EndWithFinding();
  if (!Ignored(kind)) {
    auto* kept = NewCommon<trace::Finding>();
    CopyBytes(kept, &finding, sizeof finding);
    state.processes[here].crash = kept;
  }
  FillBytes(&finding, 0, sizeof finding);
  EndProcess(signal, in_handler);
}

bool CallOnCrash(int signal, siginfo_t* info, void* context) {
  if ((state.processes[here].caught & Bit(signal)) == 0) return false;
  const Action action = ActionOf(signal);
  if ((action.flags & SA_RESETHAND) != 0) Act(signal, {});
  if ((action.flags & SA_SIGINFO) != 0) {
    reinterpret_cast<void (*)(int, siginfo_t*, void*)>(action.handler)(signal, info, context);
  } else {
    reinterpret_cast<void (*)(int)>(action.handler)(signal);
  }
  return true;
}

void ReportCrashes(bool of_first) {
  for (uint32_t i = 1; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (process.crash == nullptr || (of_first && process.parent != 0)) continue;
    CopyBytes(&state.outcome->finding, process.crash, sizeof(trace::Finding));
    EndWithFinding();
  }
}

}  // namespace racelab::rt
