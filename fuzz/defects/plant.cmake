# Copies SOURCE to OUTPUT with FROM replaced by TO, the defect, both set by the script CHANGE. Where FROM does not stand there once, the code has moved
# on and the defect has to follow: the copy says so, and its test fails.
include(${CHANGE})
file(READ ${SOURCE} text)
string(FIND "${text}" "${FROM}" first)
string(FIND "${text}" "${FROM}" last REVERSE)
string(REPLACE "${FROM}" "${TO}" planted "${text}")
if(first EQUAL -1 OR NOT first EQUAL last)
    set(planted "${text}/* not planted: the text to be replaced stands here no longer, or twice */\n")
endif()
file(WRITE ${OUTPUT} "${planted}")
