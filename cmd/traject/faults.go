package main

import (
	"errors"
	"io/fs"
	"syscall"

	"traject/store"
)

// reason says in a few words why a file or folder cannot be used.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "het bestaat niet"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "geen toestemming"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "de schijf is vol"
	case errors.Is(err, syscall.EISDIR):
		return "het is een map"
	case errors.Is(err, syscall.ENOTDIR):
		return "een deel van het pad is geen map"
	}
	return "een fout van het systeem"
}

// sentenceFor gives the one sentence for a fault that is not a startFault.
func sentenceFor(err error) string {
	var s *store.Storing
	var a *store.Archieffout
	switch {
	case errors.As(err, &s):
		return s.Zin
	case errors.As(err, &a):
		return a.Zin
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "de schijf is vol. Maak ruimte en start opnieuw."
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "de gegevens mogen niet worden geschreven. Controleer de rechten op TRAJECT_DATA."
	}
	return "het ging mis: " + err.Error()
}
