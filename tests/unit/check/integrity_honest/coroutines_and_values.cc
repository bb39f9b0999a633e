// Honest code that must not be accused: coroutine, concepts, ranges, variant, optional, bit fields,
// unions.
#include <algorithm>
#include <coroutine>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>
struct Gen {
  struct promise_type {
    int v = 0;
    Gen get_return_object() {
      return Gen{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    std::suspend_always yield_value(int x) {
      v = x;
      return {};
    }
    void return_void() {}
  };
  std::coroutine_handle<promise_type> h;
  ~Gen() { h.destroy(); }
};
Gen Count(int n) {
  for (int i = 0; i < n; ++i) co_yield i;
}
int Total(int n) {
  Gen g = Count(n);
  int s = 0;
  while (!g.h.done()) {
    g.h.resume();
    s += g.h.promise().v;
  }
  return s;
}
template <typename T>
concept Num = requires(T t) {
  t + t;
};
template <Num T>
T Add(T a, T b) {
  return a + b;
}
int U() { return Add(1, 2) + static_cast<int>(Add(1.0, 2.0)); }
std::optional<int> Opt(bool b) {
  if (b) return 3;
  return std::nullopt;
}
std::variant<int, double> Var(int i) {
  if (i) return 1;
  return 2.0;
}
struct Bits {
  unsigned a : 3, b : 5;
};
void SetBits(Bits* b) {
  b->a = 3;
  b->b = 1;
}
Bits MakeBits() {
  Bits b;
  b.a = 1;
  b.b = 2;
  return b;
}
union Un {
  int i;
  float f;
};
int Pun(float f) {
  Un u;
  u.f = f;
  return u.i;
}
bool Less(std::string_view a, std::string_view b) { return a < b; }
void Sort(std::vector<int>& v) {
  std::sort(v.begin(), v.end(), [](int a, int b) { return a > b; });
}
struct E {};
E MakeE() { return {}; }
bool Both(E, E) { return true; }
int Sw(int i) {
  switch (i) {
    case 0: return 5;
    case 1: return 7;
    case 2: return 9;
    case 3: return 1;
    case 4: return 2;
    case 5: return 77;
    default: return 0;
  }
}
double Dbl(double d) { return d * 2.5 + 1.0; }
__int128 I(__int128 a) { return a * 3; }
long double Ld(long double x) { return x + 1; }
std::string_view Lit() { return "literal"; }
struct Inner {
  int x;
  int Get() const { return x; }
  static int Zero() { return 0; }
  Inner& Self() { return *this; }
  explicit operator bool() const { return x != 0; }
};
Inner* Addr(Inner& i) { return &i.Self(); }
bool Tst(const Inner& i) { return static_cast<bool>(i) && i.Get() == Inner::Zero(); }
