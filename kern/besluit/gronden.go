package besluit

import "traject/kern/begrip"

func wi(artikel, lid, onderdeel string) *begrip.Vindplaats {
	return &begrip.Vindplaats{Regeling: "Wi2021", Artikel: artikel, Lid: lid, Onderdeel: onderdeel}
}

func bi(artikel, lid, onderdeel string) *begrip.Vindplaats {
	return &begrip.Vindplaats{Regeling: "Bi2021", Artikel: artikel, Lid: lid, Onderdeel: onderdeel}
}

// De bepalingen waar de handelingen zelf naar verwijzen; de rest komt uit kern/recht.
var (
	grondPlicht        = wi("3", "1", "")
	grondOproep        = wi("14", "1", "")
	grondEenzijdig     = wi("14", "2", "")
	grondIntake        = wi("14", "3", "")
	grondToets         = wi("14", "3", "")
	grondIntakeExtra   = bi("5.2", "1", "")
	grondZonderDerden  = bi("5.2", "2", "")
	grondPIP           = wi("15", "1", "")
	grondPIPAsiel      = wi("15", "2", "")
	grondPIPOvernemen  = wi("15", "4", "")
	grondPIPGesprekken = bi("5.3", "4", "")
	grondMAPVrij       = wi("8", "3", "")
	grondWijzigen      = wi("17", "2", "")
	grondMelden        = bi("9.3", "2", "")
	grondInschrijving  = bi("5.3", "1", "")
	grondGroepen       = wi("13", "1", "")
	grondMotivering    = &begrip.Vindplaats{Regeling: "Awb", Artikel: "3:46"}
	grondBekendmaking  = &begrip.Vindplaats{Regeling: "Awb", Artikel: "3:41"}
	grondDUO           = &begrip.Vindplaats{Regeling: "DUO aanleverregels PIP"}
	grondELIP          = bi("12.1a", "4", "")
	grondBSN           = wi("36", "", "")
)
