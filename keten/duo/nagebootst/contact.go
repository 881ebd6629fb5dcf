package nagebootst

import (
	"net/http"
	"regexp"
	"strconv"
)

// De vorm van naam en telefoonnummer in de beschrijving.
var (
	naamvorm     = regexp.MustCompile(`^[\s'‘.\p{L}\p{Pd}]{0,100}$`)
	telefoonvorm = regexp.MustCompile(`^(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}([,][1-9][0-9]{1,8})?$`)
)

func leesContact(lichaam []byte) (contactgegevens, bool) {
	l := lees(lichaam)
	c := contactgegevens{Naam: l.tekst("naam", 0, 100), Email: l.tekst("email", 4, 241), Telefoon: l.tekst("telefoonnummer", 3, 22)}
	return c, !l.fout && naamvorm.MatchString(c.Naam) && telefoonvorm.MatchString(c.Telefoon)
}

func maakContact(d *DUO, v vraag) antwoord {
	c, goed := leesContact(v.lichaam)
	if !goed {
		return foutVerzoek
	}
	if d.contacten[v.gemeente] == nil {
		d.contacten[v.gemeente] = map[int]contactgegevens{}
	}
	d.laatsteID++
	d.contacten[v.gemeente][d.laatsteID] = c
	return antwoord{http.StatusCreated, contactBericht{d.laatsteID, c}}
}

// contact zoekt de contactpersoon uit het adres. Die van een ander is er voor deze
// gemeente niet.
func (d *DUO) contact(v vraag) (int, antwoord) {
	id, err := strconv.Atoi(v.r.PathValue("id"))
	if err != nil || id < 1 || id > 99999 {
		return 0, foutVerzoek
	}
	if _, ok := d.contacten[v.gemeente][id]; !ok {
		return 0, nietGevonden
	}
	return id, antwoord{status: http.StatusOK}
}

func wijzigContact(d *DUO, v vraag) antwoord {
	c, goed := leesContact(v.lichaam)
	if !goed {
		return foutVerzoek
	}
	id, a := d.contact(v)
	if id != 0 {
		d.contacten[v.gemeente][id] = c
	}
	return a
}

// wisContact verwijdert een contactpersoon en maakt hem los van wie hem had.
func wisContact(d *DUO, v vraag) antwoord {
	id, a := d.contact(v)
	if id == 0 {
		return a
	}
	delete(d.contacten[v.gemeente], id)
	for _, p := range d.mensen {
		if p.Contact[v.gemeente] == id {
			delete(p.Contact, v.gemeente)
		}
	}
	return a
}

func koppelContact(d *DUO, v vraag) antwoord {
	id, a := d.contact(v)
	if id == 0 {
		return a
	}
	v.p.Contact[v.gemeente] = id
	return antwoord{status: http.StatusCreated}
}

func ontkoppelContact(d *DUO, v vraag) antwoord {
	id, a := d.contact(v)
	if id == 0 {
		return a
	}
	if v.p.Contact[v.gemeente] != id {
		return nietGevonden
	}
	delete(v.p.Contact, v.gemeente)
	return a
}
