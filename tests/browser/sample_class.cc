// Makes the gradebook of a made-up class, for tests: sample_class OUT_DIR STUDENTS [FIRST_NUMBER].
// The students that stand in the input, a number a line, are graded one by one while it comes.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "absl/time/clock.h"
#include "checker/classroom/gradebook.h"
#include "tests/support/sample_class.h"

namespace {

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const int students = std::atoi(argv[2]), first = argc > 3 ? std::atoi(argv[3]) : 0;
  std::filesystem::create_directories(argv[1]);
  auto book = racelab::Gradebook::Open(std::filesystem::path(argv[1]) / "gradebook.db");
  if (!book.ok()) return Fail(book.status());
  const absl::Time now = absl::Now();
  std::vector<racelab::ClassRow> rows;
  for (int i = 0; i < students; ++i) rows.push_back(racelab::SampleRow(first + i, now));
  absl::Status status = book->Begin(rows.size() + 10, now);
  if (status.ok()) status = book->Save(rows);
  if (status.ok()) status = book->Done(rows.size());
  std::cout << "ready" << std::endl;
  for (std::string line; status.ok() && std::getline(std::cin, line);) {
    rows.push_back(racelab::SampleRow(std::atoi(line.c_str()), absl::Now()));
    status = book->Save({rows.back()});
    if (status.ok()) status = book->Done(rows.size());
    std::cout << "saved" << std::endl;
  }
  if (status.ok()) status = book->End(absl::Now());
  return status.ok() ? 0 : Fail(status);
}
