// The program's main() in the explore variant: hands the body of each test to the explorer's
// runtime.
//
// GoogleTest's own start-up is paid once. At the start of the selected test the runtime takes over:
// this process becomes a server that forks one execution after another, and each goes on from here.
#include <gtest/gtest.h>

#include <string>

// checker/runtime/api.h; declared again, since harness and runtime know nothing of each other.
extern "C" {
void racelab_take_over();
void racelab_complete();
void racelab_fail(const char* message);
}

namespace {

class ExploreListener : public testing::EmptyTestEventListener {
  void OnTestStart(const testing::TestInfo&) override { racelab_take_over(); }

  void OnTestPartResult(const testing::TestPartResult& result) override {
    if (!result.failed()) return;
    std::string place;
    if (result.file_name() != nullptr) {
      place = std::string(result.file_name()) + ":" + std::to_string(result.line_number()) + ": ";
    }
    racelab_fail((place + result.message()).c_str());
  }

  void OnTestEnd(const testing::TestInfo&) override { racelab_complete(); }
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  testing::UnitTest::GetInstance()->listeners().Append(new ExploreListener);  // gtest deletes it
  return RUN_ALL_TESTS();
}
