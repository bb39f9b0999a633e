// expect: optimize
int hits = 0;
_Pragma("GCC optimize(\"O1\")") void Count() { ++hits; }
