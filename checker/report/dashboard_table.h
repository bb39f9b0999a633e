// The tables of the page of a class: their parts, and the one of its students.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_REPORT_DASHBOARD_TABLE_H_
#define RACELAB_CHECKER_REPORT_DASHBOARD_TABLE_H_

#include <initializer_list>
#include <string>

#include "checker/report/dashboard.h"

namespace racelab {

// A cell with a number.
std::string NumberCell(double value);

// "1 student", "2 students".
std::string Count(int count, const char* one, const char* many);

// A table that may be wider than the screen; who has no mouse scrolls it with the arrow keys.
std::string WideTable(const std::string& name, const std::string& table);

// Its first row.
std::string TableHeader(std::initializer_list<const char*> columns);

// "05 Transfer deadlock"
std::string LabName(const DashboardLab& lab);

// Who stands where: a row for each student, a column for each lab; and what chooses the rows.
std::string StudentTable(const Dashboard& data);
std::string StudentControls();

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_DASHBOARD_TABLE_H_
