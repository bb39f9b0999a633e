// Runs one litmus test of the C++ memory model: litmus NAME ORDER FENCE END.
//
// ORDER is relaxed, acq_rel (release stores, acquire loads) or seq_cst; FENCE stands between the
// two operations of a thread and is none, acq_rel or seq_cst. END is what the loads must not read
// together, and what must not be left at the end: an assertion says so.
//
// The names are those of the literature: Alglave, Maranget, Tautschnig: "Herding Cats", 2014.
#include <atomic>
#include <cassert>
#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace {

using std::memory_order;

enum Fence { kNone, kAcqRel, kSeqCst };

std::atomic<int> x(0), y(0);
int r[4];

template <memory_order order>
constexpr memory_order kStore = order == memory_order::acq_rel ? memory_order::release : order;
template <memory_order order>
constexpr memory_order kLoad = order == memory_order::acq_rel ? memory_order::acquire : order;

// The operations of a test, in one order, with one fence.
template <memory_order order, Fence fence>
struct With {
  static void W(std::atomic<int>& at, int value) { at.store(value, kStore<order>); }
  static int R(const std::atomic<int>& at) { return at.load(kLoad<order>); }
  static void F() {
    if constexpr (fence == kAcqRel) std::atomic_thread_fence(memory_order::acq_rel);
    if constexpr (fence == kSeqCst) std::atomic_thread_fence(memory_order::seq_cst);
  }
};

std::string Digits(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text += static_cast<char>('0' + value);
  return text;
}

void Together(const std::vector<std::function<void()>>& parts) {
  std::vector<std::thread> threads;
  for (const auto& part : parts) threads.emplace_back(part);
  for (std::thread& thread : threads) thread.join();
}

template <typename M>
std::string Run(const std::string& name) {
  const auto W = M::W;
  const auto R = M::R;
  const auto F = M::F;
  if (name == "SB") {
    Together({[=] { W(x, 1), F(), r[0] = R(y); }, [=] { W(y, 1), F(), r[1] = R(x); }});
    return Digits({r[0], r[1]});
  }
  if (name == "MP") {
    Together({[=] { W(x, 1), F(), W(y, 1); }, [=] { r[0] = R(y), F(), r[1] = R(x); }});
    return Digits({r[0], r[1]});
  }
  if (name == "LB") {
    Together({[=] { r[0] = R(x), F(), W(y, 1); }, [=] { r[1] = R(y), F(), W(x, 1); }});
    return Digits({r[0], r[1]});
  }
  if (name == "CoRR") {
    Together({[=] { W(x, 1); }, [=] { r[0] = R(x), F(), r[1] = R(x); }});
    return Digits({r[0], r[1]});
  }
  if (name == "CoWR") {
    Together({[=] { W(x, 1), F(), r[0] = R(x); }, [=] { W(x, 2); }});
    return Digits({r[0], x.load()});
  }
  if (name == "2+2W") {
    Together({[=] { W(x, 1), F(), W(y, 2); }, [=] { W(y, 1), F(), W(x, 2); }});
    return Digits({x.load(), y.load()});
  }
  if (name == "R") {
    Together({[=] { W(x, 1), F(), W(y, 1); }, [=] { W(y, 2), F(), r[0] = R(x); }});
    return Digits({y.load(), r[0]});
  }
  if (name == "S") {
    Together({[=] { W(x, 2), F(), W(y, 1); }, [=] { r[0] = R(y), F(), W(x, 1); }});
    return Digits({r[0], x.load()});
  }
  if (name == "WRC") {
    Together({[=] { W(x, 1); },
              [=] {
                r[0] = R(x), F();
                W(y, 1);
              },
              [=] { r[1] = R(y), F(), r[2] = R(x); }});
    return Digits({r[0], r[1], r[2]});
  }
  Together({[=] { W(x, 1); }, [=] { W(y, 1); }, [=] { r[0] = R(x), F(), r[1] = R(y); },  // IRIW
            [=] { r[2] = R(y), F(), r[3] = R(x); }});
  return Digits({r[0], r[1], r[2], r[3]});
}

template <memory_order order>
std::string Run(const std::string& name, const std::string& fence) {
  if (fence == "acq_rel") return Run<With<order, kAcqRel>>(name);
  if (fence == "seq_cst") return Run<With<order, kSeqCst>>(name);
  return Run<With<order, kNone>>(name);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const std::string name = argv[1], order = argv[2], fence = argv[3];
  std::string end;
  if (order == "relaxed") end = Run<memory_order::relaxed>(name, fence);
  if (order == "acq_rel") end = Run<memory_order::acq_rel>(name, fence);
  if (order == "seq_cst") end = Run<memory_order::seq_cst>(name, fence);
  assert(end != argv[4]);
}
