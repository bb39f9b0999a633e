// Honest code that must not be accused: atomics, templates, lambdas.
#include <atomic>
#include <boost/thread.hpp>
#include <cassert>
#include <functional>
#include <vector>
namespace {
std::atomic<int> total{0};
template <typename F>
void Repeat(int n, F f) {
  for (int i = 0; i < n; ++i) f(i);
}
}  // namespace
constexpr int Square(int x) { return x * x; }
int Leaf(int a, int b) { return a + b; }
int LocalArray(int i) {
  int a[4] = {1, 2, 3, 4};
  return a[i & 3];
}
int LocalWrite(int i) {
  int a[4] = {0, 0, 0, 0};
  a[i & 3] = 7;
  return a[1];
}
int LocalUninit(int i) {
  int a[4];
  a[i & 3] = 7;
  a[0] = 1;
  return a[i & 1];
}
int LocalPtr(int i) {
  int a[4];
  int* p = a;
  for (int k = 0; k < 4; ++k) p[k] = i;
  int s = 0;
  for (int x : a) s += x;
  return s;
}
const char* NameOf(int i) {
  static const char* const kNames[] = {"a", "b"};
  return kNames[i & 1];
}
int Table(int i) {
  static constexpr int kTable[] = {3, 1, 4};
  return kTable[i % 3];
}
void Run() {
  boost::thread_group g;
  for (int i = 0; i < 3; ++i) g.create_thread([&] { Repeat(10, [](int k) { total += k; }); });
  g.join_all();
  assert(total > 0);
}
std::function<int(int)> Make(int x) {
  return [x](int y) { return x * y; };
}
int (*Plain())(int) {
  return [](int v) { return v + 1; };
}
