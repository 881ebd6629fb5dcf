package nagebootst

import (
	"errors"
	"net/http"
	"strings"

	"traject/kern/begrip"
)

func neemUrenIntake(d *DUO, v vraag) antwoord {
	return d.neemUren(v, func(u *Uren) **int { return &u.Intake })
}

func neemUrenParticipatie(d *DUO, v vraag) antwoord {
	return d.neemUren(v, func(u *Uren) **int { return &u.Participatie })
}

func neemUrenTaalles(d *DUO, v vraag) antwoord {
	return d.neemUren(v, func(u *Uren) **int { return &u.Taalles })
}

// neemUren zet een van de drie tellers van de gemeente. De beschrijving noemt er geen
// andere regel bij dan de grenzen van het getal.
func (d *DUO) neemUren(v vraag, teller func(*Uren) **int) antwoord {
	l := lees(v.lichaam)
	n := l.getal("uren", true, 0, 9999)
	if l.fout {
		return foutVerzoek
	}
	u := v.p.Uren[v.gemeente]
	if u == nil {
		u = &Uren{}
		v.p.Uren[v.gemeente] = u
	}
	*teller(u) = &n
	return antwoord{status: http.StatusOK}
}

// SchrijfCursus neemt gevolgde uren bij een instelling aan: een teller met de dag tot en
// met welke hij telt. De gemeente kan dit nog niet zelf sturen; het bestand daarvan is niet
// openbaar. De regels gelden al wel, en een PIP met cursusuren is niet te verwijderen.
func (d *DUO) SchrijfCursus(bsn string, c Cursus) error {
	d.slot.Lock()
	defer d.slot.Unlock()
	p := d.zoek(bsn)
	if p == nil {
		return errOnbekend
	}
	if b := d.keurCursus(p, c); len(b) > 0 {
		return errors.New(strings.Join(b, " "))
	}
	for i := range p.Cursus {
		if p.Cursus[i].Instelling == c.Instelling && p.Cursus[i].Soort == c.Soort {
			p.Cursus[i] = c
			return nil
		}
	}
	p.Cursus = append(p.Cursus, c)
	return nil
}

// keurCursus noemt de regels die deze uren niet halen.
func (d *DUO) keurCursus(p *Persoon, c Cursus) bezwaren {
	b := d.keurSchool(p, c.Instelling, true)
	b.als(p.Termijn == nil || c.Peildatum < p.Termijn.Start, "De datum ligt voor het begin van de inburgeringstermijn.")
	b.als(c.Peildatum > d.vandaag(), "De datum ligt in de toekomst.")
	var eerste begrip.Datum
	a := p.Aanbod[c.Instelling]
	if a != nil {
		eerste = a.Eerste
	}
	b.als(a == nil || a.Start == 0, "Er is bij deze instelling geen aanbod met een startdatum.")
	b.als(c.Peildatum < eerste, "De datum ligt voor het eerste aanbod bij deze instelling.")
	for _, al := range p.Cursus {
		b.als(al.Instelling == c.Instelling && al.Soort == c.Soort && c.Peildatum < al.Peildatum, "De datum ligt voor die van een eerdere opgave van dezelfde soort.")
	}
	return b
}
