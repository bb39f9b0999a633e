// Approved outputs in tests/golden/report/ and other folders beside it, compared byte for byte.
//
// After a wanted change run with RACELAB_APPROVE=1: it writes the files (and fails once), and the
// difference is read in git.
#ifndef RACELAB_TESTS_GOLDEN_APPROVED_H_
#define RACELAB_TESTS_GOLDEN_APPROVED_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "checker/report/report_format.h"

namespace racelab {

inline void ExpectApproved(const std::string& name, const std::string& actual,
                           const std::string& folder = "report") {
  const std::string path = RACELAB_SOURCE_DIR "/tests/golden/" + folder + "/" + name;
  if (std::getenv("RACELAB_APPROVE") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
    ADD_FAILURE() << "wrote " << path << "; look at it, then run without RACELAB_APPROVE";
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file.is_open()) << path;
  std::stringstream approved;
  approved << file.rdbuf();
  EXPECT_EQ(actual, approved.str()) << path;
}

}  // namespace racelab

#endif  // RACELAB_TESTS_GOLDEN_APPROVED_H_
