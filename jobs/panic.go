package jobs

import (
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// PanicAt says where in this program a panic arose: function and line. For whoever
// recovered from it, and without the value of the panic: that may be about a person.
func PanicAt() string {
	var callers [64]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers[:])])
	panicked := false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			panicked = true
		case panicked && !strings.HasPrefix(f.Function, "runtime."):
			return f.Function + " (" + filepath.Base(f.File) + ":" + strconv.Itoa(f.Line) + ")"
		}
		if !more {
			return "an unknown place"
		}
	}
}
