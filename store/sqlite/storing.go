package sqlite

import (
	"errors"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"traject/store"
)

// duid gives trouble with the file its sentence; other errors stay as they are.
func (b *bestand) duid(err error) error {
	var s *sqlite.Error
	var al *store.Storing
	if errors.As(err, &al) || !errors.As(err, &s) {
		return err
	}
	switch s.Code() & 0xff { // the low byte is the kind, the rest says more about it
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return alleenLezen(b.pad, err)
	case sqlite3.SQLITE_FULL:
		return schijfVol(b.pad, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return &store.Storing{Soort: store.Onleesbaar, Zin: "De database " + b.pad + " is beschadigd of is geen database van traject. Zet een reservekopie terug.", Oorzaak: err}
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_AUTH:
		return &store.Storing{Soort: store.Onleesbaar, Zin: "De database " + b.pad + " is niet te openen of te lezen.", Oorzaak: err}
	}
	return err
}

// mapstoring gives trouble with the folder its sentence.
func mapstoring(folder string, err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return alleenLezen(folder, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return schijfVol(folder, err)
	}
	return &store.Storing{Soort: store.Onleesbaar, Zin: "De map " + folder + " is niet te gebruiken voor de gegevens.", Oorzaak: err}
}

func alleenLezen(pad string, err error) error {
	return &store.Storing{Soort: store.AlleenLezen, Zin: "In " + pad + " mag traject niet schrijven. Geef het programma schrijfrechten op de map met gegevens.", Oorzaak: err}
}

func schijfVol(pad string, err error) error {
	return &store.Storing{Soort: store.SchijfVol, Zin: "De schijf is vol: in " + pad + " past niets meer. Maak ruimte en probeer het opnieuw.", Oorzaak: err}
}
